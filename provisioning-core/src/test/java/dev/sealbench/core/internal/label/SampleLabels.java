package dev.sealbench.core.internal.label;

import dev.sealbench.core.LabelKind;
import dev.sealbench.core.SerialNumber;

/// The labels of the sample unit, for tests of other packages.
public final class SampleLabels {

    /// The sample unit.
    public static final SerialNumber SERIAL = LabelSamples.SERIAL;

    /// What a scanner reads in its Wi-Fi code.
    public static final String WIFI = "WIFI:T:WPA;S:EVC-HLXRTF;P:83HL-PLPV-FNMX-CV7D-DCWW;;";

    /// What a scanner reads in the code of its plate.
    public static final String GS1 = "01087123456789061126112321CP42647100001239";

    private SampleLabels() {}

    /// One of its labels; the caller closes it.
    public static LabelLayout layout(LabelMaker maker, LabelKind kind, int copy) throws LabelRefused {
        return switch (kind) {
            case PLATE -> maker.plate(LabelSamples.PLATE, LabelSamples.plate(), copy);
            case ACCESS ->
                maker.access(
                        LabelSamples.ACCESS,
                        LabelSamples.access(),
                        LabelSamples.PASSPHRASE.toCharArray(),
                        LabelSamples.PASSWORD.toCharArray(),
                        copy);
            case RECOVERY ->
                maker.recovery(LabelSamples.RECOVERY, LabelSamples.recovery(), LabelSamples.PUK.toCharArray(), copy);
        };
    }

    /// A plate with this model; the caller closes it.
    public static LabelLayout plate(LabelMaker maker, String model) throws LabelRefused {
        return maker.plate(LabelSamples.PLATE, LabelSamples.plate(model), 1);
    }

    /// An access label of this network; the caller closes it.
    public static LabelLayout access(LabelMaker maker, String ssid, String passphrase) throws LabelRefused {
        var facts = new AccessFacts("Voltgoed", "Wallbox", SERIAL, ssid, "https://192.168.4.1", "owner");
        return maker.access(
                LabelSamples.ACCESS, facts, passphrase.toCharArray(), LabelSamples.PASSWORD.toCharArray(), 1);
    }
}
