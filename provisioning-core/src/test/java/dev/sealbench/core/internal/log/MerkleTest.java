package dev.sealbench.core.internal.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Known answers are those of Certificate Transparency's reference tree and of transparency-dev/merkle.
class MerkleTest {

    private static final int LARGEST = 70;

    /// So many leaves more, that every path is longer. Some less, and a proof can fit: size and root are signed
    /// together.
    private static final int FAR_MORE = 1_024;

    private static final HexFormat HEX = HexFormat.of();

    private static final List<String> DATA =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final List<String> ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private final List<byte[]> reference =
            DATA.stream().map(HEX::parseHex).map(Merkle::leaf).toList();

    @Test
    void leafAndNodeAreThoseOfTheReference() {
        assertThat(Merkle.leaf("L123456".getBytes(StandardCharsets.US_ASCII)))
                .asHexString()
                .isEqualToIgnoringCase("395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56");
        assertThat(Merkle.node("N123".getBytes(StandardCharsets.US_ASCII), "N456".getBytes(StandardCharsets.US_ASCII)))
                .asHexString()
                .isEqualToIgnoringCase("aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb");
    }

    @Test
    void rootsAreThoseOfTheReference() throws Exception {
        for (int size = 0; size <= DATA.size(); size++) {
            assertThat(HEX.formatHex(Merkle.root(reference.subList(0, size)))).isEqualTo(ROOTS.get(size));
            assertThat(HEX.formatHex(Merkle.root(Leaves.nodes(reference), size)))
                    .isEqualTo(ROOTS.get(size));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10,    VjWMPSYNtCuCNlF/RLnQy6HcwSk6CIipfxm+hettA+4=",
        "15,    j4SulYmocFuxdeyp12xXCIgK6PekBcxzAIj4zbQzNEI=",
        "16,    c+4Uc6BCMOZf/v3NZK1kqTUJe+bBoFtOhP+P3SayKRE=",
        "100,   dUh9hYH88p0CMoHkdr1wC2szbhcLAXOejWpINIooKUY=",
        "255,   SmdsuKUqiod3RX2jyF2M6JnbdE4QuTwwipfAowI4/i0=",
        "256,   qFI0t/tZ1MdOYgyPpPzHFiZVw86koScXy9q3FU5casA=",
        "1000,  RXrgb8xHd55Y48FbfotJwCbV82Kx22LZfEbmBGAvwlQ=",
        "4095,  cWRFdQhPcjn9WyBXE/r1f04ejxIm5lvg40DEpRBVS0w=",
        "4096,  6uU/phfHg1n/GksYT6TO9aN8EauMCCJRl3dIK0HDs2M=",
        "10000, VZcav65F9haHVRk3wre2axFoBXRNeUh/1d9d5FQfxIg=",
        "65535, iPuVYJhP6SEE4gUFp8qbafd2rYv9YTCDYqAxCj8HdLM="
    })
    void rootsOfLargeTreesAreThoseOfTheReference(int size, String root) throws Exception {
        var hashes = IntStream.range(0, size)
                .mapToObj(index -> Merkle.leaf(new byte[] {(byte) index, (byte) (index >> 8)}))
                .toList();
        assertThat(Base64.getEncoder().encodeToString(Merkle.root(hashes))).isEqualTo(root);
        assertThat(Merkle.root(Leaves.nodes(hashes), size)).isEqualTo(Merkle.root(hashes));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, ''",
        "0, 8, 96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
                + " 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
                + " 6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        "5, 8, bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
                + " ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
                + " d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "2, 3, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "1, 5, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
                + " 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
                + " bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
    })
    void inclusionProofsAreThoseOfTheReference(int index, int size, String proof) throws Exception {
        assertThat(hex(Merkle.inclusion(Leaves.nodes(reference), index, size))).isEqualTo(proof);
        assertThat(Merkle.includes(reference.get(index), index, size, hashes(proof), HEX.parseHex(ROOTS.get(size))))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, ''",
        "1, 8, 96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
                + " 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
                + " 6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        "6, 8, 0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
                + " ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
                + " d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "2, 5, 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
                + " bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
    })
    void consistencyProofsAreThoseOfTheReference(int old, int size, String proof) throws Exception {
        assertThat(hex(Merkle.consistency(Leaves.nodes(reference), old, size))).isEqualTo(proof);
        assertThat(Merkle.isConsistent(
                        old, HEX.parseHex(ROOTS.get(old)), size, HEX.parseHex(ROOTS.get(size)), hashes(proof)))
                .isTrue();
    }

    @Test
    void everyProofOfEverySizeVerifies() throws Exception {
        var all = Leaves.hashes(LARGEST);
        var nodes = Leaves.nodes(all);
        for (int size = 0; size <= LARGEST; size++) {
            var root = Merkle.root(all.subList(0, size));
            assertThat(Merkle.root(nodes, size)).isEqualTo(root);
            for (int at = 0; at <= size; at++) {
                if (at < size) {
                    var proof = Merkle.inclusion(nodes, at, size);
                    assertThat(Merkle.includes(all.get(at), at, size, proof, root))
                            .isTrue();
                }
                var proof = Merkle.consistency(nodes, at, size);
                assertThat(Merkle.isConsistent(at, Merkle.root(all.subList(0, at)), size, root, proof))
                        .as("%d to %d", at, size)
                        .isTrue();
            }
        }
    }

    @Property(tries = 2_000)
    void anAlteredInclusionProofIsRefused(
            @ForAll @IntRange(min = 1, max = LARGEST) int size,
            @ForAll @IntRange(max = LARGEST - 1) int place,
            @ForAll @IntRange(max = LARGEST - 1) int otherPlace,
            @ForAll @IntRange(max = 255) int bit)
            throws Exception {
        int index = place % size;
        var all = Leaves.hashes(size);
        var root = Merkle.root(all);
        var proof = Merkle.inclusion(Leaves.nodes(all), index, size);
        for (var altered : alterations(proof, bit)) {
            assertThat(Merkle.includes(all.get(index), index, size, altered, root))
                    .isFalse();
        }
        assertThat(Merkle.includes(flipped(all.get(index), bit), index, size, proof, root))
                .isFalse();
        assertThat(Merkle.includes(all.get(index), index, size, proof, flipped(root, bit)))
                .isFalse();
        int other = otherPlace % size;
        assertThat(Merkle.includes(all.get(index), other, size, proof, root)).isEqualTo(other == index);
        assertThat(Merkle.includes(all.get(index), -1 - index, size, proof, root))
                .isFalse();
        assertThat(Merkle.includes(all.get(index), size, size, proof, root)).isFalse();
        assertThat(Merkle.includes(all.get(index), index, size + FAR_MORE, proof, root))
                .isFalse();
    }

    @Property(tries = 2_000)
    void anAlteredConsistencyProofIsRefused(
            @ForAll @IntRange(min = 2, max = LARGEST) int size,
            @ForAll @IntRange(max = LARGEST - 1) int place,
            @ForAll @IntRange(max = 255) int bit)
            throws Exception {
        int old = 1 + place % (size - 1);
        var all = Leaves.hashes(size);
        var root = Merkle.root(all);
        var oldRoot = Merkle.root(all.subList(0, old));
        var proof = Merkle.consistency(Leaves.nodes(all), old, size);
        for (var altered : alterations(proof, bit)) {
            assertThat(Merkle.isConsistent(old, oldRoot, size, root, altered)).isFalse();
        }
        assertThat(Merkle.isConsistent(old, flipped(oldRoot, bit), size, root, proof))
                .isFalse();
        assertThat(Merkle.isConsistent(old, oldRoot, size, flipped(root, bit), proof))
                .isFalse();
        assertThat(Merkle.isConsistent(size, root, old, oldRoot, proof)).isFalse();
        assertThat(Merkle.isConsistent(-old, oldRoot, size, root, proof)).isFalse();
        assertThat(Merkle.isConsistent(0, oldRoot, size, root, proof)).isFalse();
        assertThat(Merkle.isConsistent(old, oldRoot, old, root, List.of())).isFalse();
        assertThat(Merkle.isConsistent(old, oldRoot, size + FAR_MORE, root, proof))
                .isFalse();
    }

    /// A size and its root are signed together: with the root of another size, no proof leads on.
    @Property(tries = 2_000)
    void aProofForOneOldTreeDoesNotServeAnother(
            @ForAll @IntRange(min = 3, max = LARGEST) int size,
            @ForAll @IntRange(max = LARGEST - 1) int one,
            @ForAll @IntRange(max = LARGEST - 1) int two)
            throws Exception {
        int old = 1 + one % (size - 1);
        int other = 1 + two % (size - 1);
        Assume.that(old != other);
        var all = Leaves.hashes(size);
        var proof = Merkle.consistency(Leaves.nodes(all), old, size);
        assertThat(Merkle.isConsistent(other, Merkle.root(all.subList(0, other)), size, Merkle.root(all), proof))
                .isFalse();
    }

    @Property(tries = 500)
    void aTreeInWhichOneOldLeafWasChangedIsNotConsistent(
            @ForAll @IntRange(min = 1, max = LARGEST) int size,
            @ForAll @IntRange(max = LARGEST - 1) int place,
            @ForAll @IntRange(max = LARGEST - 1) int changed)
            throws Exception {
        int old = 1 + place % size;
        var all = Leaves.hashes(size);
        var oldRoot = Merkle.root(all.subList(0, old));
        all.set(changed % old, Merkle.leaf(new byte[] {1}));
        var proof = Merkle.consistency(Leaves.nodes(all), old, size);
        assertThat(Merkle.isConsistent(old, oldRoot, size, Merkle.root(all), proof))
                .isFalse();
    }

    @Test
    void largeNumbersNeitherHangNorOverflow() {
        var hash = Merkle.empty();
        var long63 = IntStream.range(0, 63).mapToObj(_ -> hash).toList();
        assertThat(Merkle.includes(hash, Long.MAX_VALUE - 1, Long.MAX_VALUE, long63, hash))
                .isFalse();
        assertThat(Merkle.isConsistent(1L << 62, hash, Long.MAX_VALUE, hash, long63))
                .isFalse();
        assertThat(Merkle.isConsistent(Long.MAX_VALUE - 1, hash, Long.MAX_VALUE, hash, long63))
                .isFalse();
        assertThat(Merkle.isConsistent(Long.MIN_VALUE, hash, Long.MAX_VALUE, hash, long63))
                .isFalse();
    }

    @Test
    void whatIsNotInTheTreeIsNotAskedFor() {
        var nodes = Leaves.nodes(reference);
        assertThatThrownBy(() -> Merkle.inclusion(nodes, 8, 8)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Merkle.inclusion(nodes, -1, 8)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Merkle.consistency(nodes, 5, 4)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<List<byte[]>> alterations(List<byte[]> proof, int bit) {
        var altered = new ArrayList<List<byte[]>>();
        for (int at = 0; at < proof.size(); at++) {
            var flipped = new ArrayList<>(proof);
            flipped.set(at, flipped(proof.get(at), bit));
            altered.add(flipped);
            var shorter = new ArrayList<>(proof);
            shorter.remove(at);
            altered.add(shorter);
        }
        for (int at = 0; at <= proof.size(); at++) {
            var longer = new ArrayList<>(proof);
            longer.add(at, Merkle.leaf(new byte[] {(byte) bit}));
            altered.add(longer);
        }
        if (proof.size() > 1) {
            altered.add(proof.reversed());
        }
        return altered;
    }

    private static byte[] flipped(byte[] hash, int bit) {
        var other = hash.clone();
        other[bit / 8] ^= (byte) (1 << bit % 8);
        return other;
    }

    private static String hex(List<byte[]> hashes) {
        return String.join(" ", hashes.stream().map(HEX::formatHex).toList());
    }

    private static List<byte[]> hashes(String hex) {
        return hex.isEmpty()
                ? List.of()
                : Stream.of(hex.split(" ")).map(HEX::parseHex).toList();
    }
}
