package dev.sealbench.core;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sealbench.core.LabelPrinterConfig.Type;
import dev.sealbench.core.internal.files.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/// The station's settings, as `station.json` has them. No secrets.
///
/// Immutable.
///
/// @param stationId as in its statement
/// @param production whether the simulator's TPMs are refused, always
/// @param allowSimulator whether the roots of the TPM simulator count; refused when production
/// @param slots port address of each slot, as `PortAddress.parse` reads it; slots are numbered from 1
/// @param romSha256 digests of the boot ROMs that may stand on this line
/// @param board the board's name in its factory data
/// @param labelDirectory where label files go, sealed
/// @param maker what the plate says of the maker
/// @param signIn idle time and the cost of secrets; the standard where the file has none
/// @param printers which printer each kind of label has; the folder where none is named, which a production station
///     refuses
/// @param witness of the log; null where there is none
/// @param database that keeps the books; null for the file in the home
public record StationConfig(
        String stationId,
        boolean production,
        boolean allowSimulator,
        NavigableMap<Integer, String> slots,
        List<String> romSha256,
        String board,
        String labelDirectory,
        Maker maker,
        SignIn signIn,
        Map<LabelKind, LabelPrinterConfig> printers,
        WitnessConfig witness,
        DatabaseConfig database) {

    /// How people sign in.
    ///
    /// @param idleMinutes after how many minutes without a touch a session is over: 1 to 240
    /// @param secretMemoryMib what a guess of a secret costs (Argon2id): 19 to 1,024
    /// @param secretPasses of Argon2id: 2 to 16
    /// @param vaultMinutes after how many minutes with nobody signed in and nothing running the vault is closed: at
    ///     most 10,080, a week; 0: only at the end of the program. 60 where the file has none
    public record SignIn(int idleMinutes, int secretMemoryMib, int secretPasses, Integer vaultMinutes) {

        private static final int VAULT_MINUTES = 60;

        /// 10 minutes; 64 MiB and 3 passes; 60 minutes.
        public static final SignIn STANDARD = new SignIn(10, 64, 3, VAULT_MINUTES);

        /// @throws IllegalArgumentException when a number is out of bounds
        public SignIn {
            FieldBounds.requireBetween("idleMinutes", idleMinutes, 1, 240);
            FieldBounds.requireBetween("secretMemoryMib", secretMemoryMib, 19, 1_024);
            FieldBounds.requireBetween("secretPasses", secretPasses, 2, 16);
            vaultMinutes = vaultMinutes == null ? VAULT_MINUTES : vaultMinutes; // settings of before have none
            FieldBounds.requireBetween("vaultMinutes", vaultMinutes, 0, 10_080);
        }
    }

    /// The maker's part of a plate.
    ///
    /// @param ratings one line of electrical ratings
    public record Maker(String name, String address, String contact, String policyUrl, List<String> ratings) {

        /// Copies the list.
        public Maker {
            ratings = List.copyOf(ratings);
        }
    }

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /// @throws IllegalArgumentException when the settings contradict each other
    public StationConfig {
        slots = new TreeMap<>(slots);
        romSha256 = List.copyOf(romSha256);
        signIn = signIn == null ? SignIn.STANDARD : signIn;
        if (production && allowSimulator) {
            throw new IllegalArgumentException("a production station never trusts the TPM simulator");
        }
        if (slots.keySet().stream().anyMatch(slot -> slot < 1 || slot > 16)) {
            throw new IllegalArgumentException("slots are numbered from 1 to 16");
        }
        if (Set.copyOf(slots.values()).size() != slots.size()) {
            throw new IllegalArgumentException("two slots have the same port");
        }
        romSha256.forEach(Digest::new);
        printers = Map.copyOf(printers == null ? Map.of() : printers); // settings of before have none
        requirePrinters(production, printers);
    }

    /// Settings without a witness, whose books are in the home.
    public StationConfig(
            String stationId,
            boolean production,
            boolean allowSimulator,
            NavigableMap<Integer, String> slots,
            List<String> romSha256,
            String board,
            String labelDirectory,
            Maker maker,
            SignIn signIn,
            Map<LabelKind, LabelPrinterConfig> printers) {
        this(
                stationId,
                production,
                allowSimulator,
                slots,
                romSha256,
                board,
                labelDirectory,
                maker,
                signIn,
                printers,
                null,
                null);
    }

    /// Settings with the standard of signing in, whose labels go into the folder.
    public StationConfig(
            String stationId,
            boolean production,
            boolean allowSimulator,
            NavigableMap<Integer, String> slots,
            List<String> romSha256,
            String board,
            String labelDirectory,
            Maker maker) {
        this(
                stationId,
                production,
                allowSimulator,
                slots,
                romSha256,
                board,
                labelDirectory,
                maker,
                SignIn.STANDARD,
                Map.of());
    }

    @Override
    public NavigableMap<Integer, String> slots() {
        return new TreeMap<>(slots);
    }

    /// Reads `station.json`.
    ///
    /// @throws IOException when it cannot be read or is not what it should be; the message says so in words
    public static StationConfig read(Path file) throws IOException {
        try {
            return JSON.readValue(Files.readAllBytes(file), StationConfig.class);
        } catch (JacksonException e) {
            throw new IOException(
                    file.getFileName() + " is not a station's configuration: " + e.getOriginalMessage(), e);
        }
    }

    /// Writes `station.json`: on the disk when this returns; a power cut leaves the old settings or the new.
    public void write(Path file) throws IOException {
        DurableFiles.replace(file, JSON.writeValueAsBytes(this));
    }

    /// This configuration with other slots.
    public StationConfig withSlots(Map<Integer, String> other) {
        return with(new TreeMap<>(other), maker, signIn, printers);
    }

    /// This configuration with other printers.
    public StationConfig withPrinters(Map<LabelKind, LabelPrinterConfig> other) {
        return with(slots, maker, signIn, other);
    }

    /// This configuration with other data of the maker.
    public StationConfig withMaker(Maker other) {
        return with(slots, other, signIn, printers);
    }

    /// This configuration with another idle time, minutes.
    public StationConfig withIdleMinutes(int minutes) {
        var other = new SignIn(minutes, signIn.secretMemoryMib(), signIn.secretPasses(), signIn.vaultMinutes());
        return with(slots, maker, other, printers);
    }

    /// This configuration with another time for the vault, minutes.
    public StationConfig withVaultMinutes(int minutes) {
        var other = new SignIn(signIn.idleMinutes(), signIn.secretMemoryMib(), signIn.secretPasses(), minutes);
        return with(slots, maker, other, printers);
    }

    private StationConfig with(
            NavigableMap<Integer, String> slots,
            Maker maker,
            SignIn signIn,
            Map<LabelKind, LabelPrinterConfig> printers) {
        return new StationConfig(
                stationId,
                production,
                allowSimulator,
                slots,
                romSha256,
                board,
                labelDirectory,
                maker,
                signIn,
                printers,
                witness,
                database);
    }

    /// This configuration with another witness; null for none.
    public StationConfig withWitness(WitnessConfig other) {
        return with(stationId, other, database);
    }

    /// This configuration with the books elsewhere; null for the file in the home.
    public StationConfig withDatabase(DatabaseConfig other) {
        return with(stationId, witness, other);
    }

    private StationConfig with(String stationId, WitnessConfig witness, DatabaseConfig database) {
        return new StationConfig(
                stationId,
                production,
                allowSimulator,
                slots,
                romSha256,
                board,
                labelDirectory,
                maker,
                signIn,
                printers,
                witness,
                database);
    }

    /// The printer of a kind of label; the folder where none is named.
    public LabelPrinterConfig printer(LabelKind kind) {
        return printers.getOrDefault(kind, LabelPrinterConfig.LABEL_FOLDER);
    }

    private static void requirePrinters(boolean production, Map<LabelKind, LabelPrinterConfig> printers) {
        for (var kind : LabelKind.values()) {
            var printer = printers.get(kind);
            if (production && (printer == null || printer.type() == Type.FOLDER)) {
                throw new IllegalArgumentException("a production station prints its labels: name a printer for each");
            }
            if (kind != LabelKind.PLATE && printer != null && printer.type() == Type.QUEUE) {
                throw new IllegalArgumentException(
                        "print queues spool in the clear: access and recovery labels need a ZPL printer");
            }
        }
    }
}
