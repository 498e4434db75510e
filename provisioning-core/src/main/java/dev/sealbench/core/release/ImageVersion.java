package dev.sealbench.core.release;

import java.util.regex.Pattern;

/// A firmware version, IMAGE.md 1: major and minor 8 bits, revision 16, build 32, all unsigned.
public record ImageVersion(int major, int minor, int revision, long build) {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,5})(?:\\+(\\d{1,10}))?");

    public ImageVersion {
        if (major < 0 || major > 0xff || minor < 0 || minor > 0xff) {
            throw new IllegalArgumentException("major and minor version are 0 to 255");
        }
        if (revision < 0 || revision > 0xffff || build < 0 || build > 0xffff_ffffL) {
            throw new IllegalArgumentException("revision is 0 to 65535, build 0 to 4294967295");
        }
    }

    /// Parses `major.minor.revision` or `major.minor.revision+build`; without build it is 0.
    public static ImageVersion parse(String text) {
        var parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("a firmware version is major.minor.revision+build");
        }
        return new ImageVersion(
                Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                Integer.parseInt(parts.group(3)),
                parts.group(4) == null ? 0 : Long.parseLong(parts.group(4)));
    }

    /// `major.minor.revision+build`, as in orders and receipts.
    @Override
    public String toString() {
        return major + "." + minor + "." + revision + "+" + build;
    }
}
