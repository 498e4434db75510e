package dev.sealbench.core.internal.log;

import dev.sealbench.core.internal.log.ExchangeFolder.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The witness's side of the folder that it shares with stations: answers `STATION.request` with `STATION.cosigned` or
/// `STATION.refused`.
///
/// As safe to share between threads as the witness; two rounds at once would take each other's requests.
public final class WitnessRound {

    private final Witness witness;
    private final ExchangeFolder folder;

    private WitnessRound(Witness witness, ExchangeFolder folder) {
        this.witness = witness;
        this.folder = folder;
    }

    /// Answers everything that is asked now.
    ///
    /// @param folder shared with stations, hostile
    /// @return one answer for each station that asked
    /// @throws IOException when the folder cannot be read at all
    /// @throws LogException when the witness's memory cannot be used; what was answered before stays answered
    public static List<WitnessAnswer> answer(Witness witness, Path folder) throws IOException, LogException {
        if (!Files.isDirectory(folder)) {
            throw new IOException("there is no such folder");
        }
        var round = new WitnessRound(witness, new ExchangeFolder(folder));
        var answers = new ArrayList<WitnessAnswer>();
        for (var station : round.folder.asking()) {
            answers.add(round.answer(station));
        }
        return answers;
    }

    private WitnessAnswer answer(String station) throws LogException {
        try {
            folder.take(station);
            var answer = decide(station);
            switch (answer) {
                case WitnessAnswer.Cosigned cosigned -> {
                    folder.write(station, Kind.COSIGNED, cosigned.note().octets());
                    folder.remove(station, Kind.REFUSED);
                }
                case WitnessAnswer.Refused refused -> folder.write(station, Kind.REFUSED, text(refused));
            }
            folder.remove(station, Kind.TAKEN);
            return answer;
        } catch (IOException _) { // somebody made it so, or the disk is full: the next station's turn
            return refused(station, "the request or its answer cannot be read or written");
        }
    }

    private WitnessAnswer decide(String station) throws IOException, LogException {
        byte[] statement;
        byte[] request;
        try {
            statement = folder.read(station, Kind.STATEMENT).orElse(new byte[0]);
            request = folder.read(station, Kind.TAKEN).orElse(new byte[0]);
        } catch (NoteRefused e) {
            return refused(station, "the request cannot be read: " + e.getMessage());
        }
        return witness.answer(station, statement, request);
    }

    private WitnessAnswer refused(String station, String sentence) throws LogException {
        return new WitnessAnswer.Refused(station, NoteRefused.Reason.MALFORMED, sentence, witness.remembered(station));
    }

    /// What [WitnessFolder] reads: a sentence, and a size.
    private static byte[] text(WitnessAnswer.Refused refused) {
        return (refused.sentence() + "\nsize " + refused.remembered() + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
