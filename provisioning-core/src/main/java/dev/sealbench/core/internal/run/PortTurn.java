package dev.sealbench.core.internal.run;

import dev.sealbench.link.ChargerLink;
import dev.sealbench.link.LinkException;
import dev.sealbench.link.LinkTimes;
import dev.sealbench.link.PortAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Whose turn it is at one port of this computer: who only looks who is there gives way to who works with the unit. A
/// look is broken off as soon as work wants the port, and none begins while work has it.
///
/// For this process; another one that holds the port is named when it is opened. Safe for several threads.
public final class PortTurn {

    private static final Map<PortAddress, PortTurn> PORTS = new ConcurrentHashMap<>();

    private final PortAddress port;
    private int working;
    private boolean looking;
    private Optional<ChargerLink> link = Optional.empty();

    private PortTurn(PortAddress port) {
        this.port = port;
    }

    /// The one of this port.
    public static PortTurn at(PortAddress port) {
        return PORTS.computeIfAbsent(port, PortTurn::new);
    }

    /// Closing it ends the turn.
    interface Work extends AutoCloseable {
        @Override
        void close();
    }

    /// What a look asks.
    @FunctionalInterface
    public interface Question<T> {
        T ask(ChargerLink link) throws LinkException;
    }

    /// Takes the turn for work: ends the look that goes on and returns when the port is free of it.
    synchronized Work work() {
        working++;
        link.ifPresent(ChargerLink::close);
        awaitLook();
        return this::worked;
    }

    private synchronized void worked() {
        working--;
    }

    /// Opens the port and asks.
    ///
    /// @return empty when there is work at the port, or it came meanwhile
    /// @throws LinkException when the port cannot be opened or nobody answers
    public <T> Optional<T> look(Question<T> question) throws LinkException {
        if (!begin()) {
            return Optional.empty();
        }
        try (var opened = ChargerLink.open(port, LinkTimes.standard())) {
            return goesOnWith(opened) ? Optional.of(question.ask(opened)) : Optional.empty();
        } catch (LinkException e) {
            if (isWanted()) {
                return Optional.empty();
            }
            throw e;
        } finally {
            end();
        }
    }

    private synchronized boolean begin() {
        awaitLook();
        looking = working == 0;
        return looking;
    }

    private synchronized boolean goesOnWith(ChargerLink opened) {
        link = Optional.of(opened);
        return working == 0;
    }

    private synchronized boolean isWanted() {
        return working > 0;
    }

    private synchronized void end() {
        link = Optional.empty();
        looking = false;
        notifyAll();
    }

    private void awaitLook() {
        boolean interrupted = false;
        while (looking) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true; // a look ends by itself
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
