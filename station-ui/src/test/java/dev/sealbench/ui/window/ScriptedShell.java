package dev.sealbench.ui.window;

import dev.sealbench.core.Fault;
import dev.sealbench.core.Role;
import dev.sealbench.core.StationException;
import dev.sealbench.ui.window.login.People;
import dev.sealbench.ui.window.login.SignInAnswer;
import dev.sealbench.ui.window.login.SignedIn;
import dev.sealbench.ui.window.shell.ShellStation;
import dev.sealbench.ui.window.shell.StationFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/// A station with three people. Keeps every array of characters that it was handed, to see whether it was wiped.
public final class ScriptedShell implements ShellStation, People {

    public static final SignedIn OLGA = new SignedIn("Olga Petersen", Set.of(Role.OPERATOR), true);
    public static final SignedIn LENA = new SignedIn("Lena van den Berg", Set.of(Role.LEAD, Role.OPERATOR), true);
    public static final SignedIn QUINN = new SignedIn("Quinn de Vries", Set.of(Role.QA), true);
    public static final SignedIn AXEL = new SignedIn("Axel Brandt", Set.of(Role.AUDITOR), true);

    private static final Map<String, SignedIn> BY_NAME = Map.of("olga", OLGA, "lena", LENA, "axel", AXEL);

    private final List<char[]> secrets = new CopyOnWriteArrayList<>();
    private final List<String> refusedScans = new CopyOnWriteArrayList<>();
    private final Semaphore noted = new Semaphore(0);
    private final List<SignedIn> signedOut = new CopyOnWriteArrayList<>();
    private volatile SignInAnswer next;
    private volatile boolean simulatorTrusted = true;
    private volatile boolean clockRight = true;
    private volatile boolean vaultOpen = true;
    private volatile boolean changed;

    /// The next attempt is answered so, whatever is typed.
    public void answerWith(SignInAnswer answer) {
        next = answer;
    }

    public void inProduction() {
        simulatorTrusted = false;
    }

    public void clockBehind() {
        clockRight = false;
    }

    public List<String> refusedScans() {
        return refusedScans;
    }

    /// Waits until a refused scan was noted.
    public void untilRefused() {
        noted.acquireUninterruptibly();
        noted.release();
    }

    public List<SignedIn> signedOut() {
        return signedOut;
    }

    /// Whether every secret that was handed over is overwritten by now.
    public boolean everySecretIsWiped() {
        return !secrets.isEmpty()
                && secrets.stream().allMatch(secret -> Arrays.equals(secret, new char[secret.length]));
    }

    @Override
    public StationFacts facts() {
        return new StationFacts("line-2-station-1", simulatorTrusted, clockRight);
    }

    @Override
    public People people() {
        return this;
    }

    @Override
    public void noteRefusedScan(String why) {
        refusedScans.add(why);
        noted.release();
    }

    @Override
    public boolean isFirstStart() {
        return false;
    }

    @Override
    public SignInAnswer signIn(String name, char[] secret) {
        secrets.add(secret);
        boolean right = BY_NAME.containsKey(name) && String.valueOf(secret).equals("open42open42");
        return answer(right ? new SignInAnswer.Welcome(BY_NAME.get(name)) : new SignInAnswer.Wrong());
    }

    @Override
    public SignInAnswer signIn(char[] badge) {
        secrets.add(badge);
        return answer(
                String.valueOf(badge).equals("badge-of-olga")
                        ? new SignInAnswer.Welcome(OLGA)
                        : new SignInAnswer.Wrong());
    }

    @Override
    public SignInAnswer createFirstLead(String name, String displayName, char[] secret, char[] vaultPassphrase) {
        secrets.addAll(new ArrayList<>(List.of(secret, vaultPassphrase)));
        return answer(new SignInAnswer.Welcome(new SignedIn(displayName, Set.of(Role.LEAD), true)));
    }

    @Override
    public void signOut(SignedIn person) {
        signedOut.add(person);
    }

    @Override
    public Duration idleTime() {
        return Duration.ofMinutes(10);
    }

    private SignInAnswer answer(SignInAnswer usual) {
        var answer = next == null ? usual : next;
        next = null;
        return answer;
    }

    @Override
    public void touched() {}

    @Override
    public boolean watchVault() {
        return vaultOpen;
    }

    /// Everybody left long enough ago.
    public void vaultClosed() {
        vaultOpen = false;
    }

    @Override
    public void changeSecret(char[] current, char[] next) throws StationException {
        secrets.addAll(List.of(current, next));
        if (!String.valueOf(current).equals("open42open42")) {
            throw new StationException(Fault.NOT_SIGNED_IN, "");
        }
        if (next.length < 12) {
            throw new StationException(Fault.SECRET_WEAK, "a secret has 12 to 128 characters");
        }
        changed = true;
    }

    public boolean isSecretChanged() {
        return changed;
    }
}
