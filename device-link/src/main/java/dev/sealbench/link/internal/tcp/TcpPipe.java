package dev.sealbench.link.internal.tcp;

import dev.sealbench.link.LinkException.PortUnavailable;
import dev.sealbench.link.PortAddress;
import dev.sealbench.link.internal.pipe.BytePipe;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;

/// A raw TCP connection to a serial device server.
public final class TcpPipe implements BytePipe {

    private static final int CONNECT_MILLIS = 3_000;

    private final Socket socket;

    private TcpPipe(Socket socket) {
        this.socket = socket;
    }

    /// Connects within three seconds.
    ///
    /// @throws PortUnavailable when nobody answers there
    public static TcpPipe open(PortAddress.TcpServer address) throws PortUnavailable {
        var socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(address.host(), address.port()), CONNECT_MILLIS);
            return new TcpPipe(socket);
        } catch (IOException e) {
            close(socket);
            throw new PortUnavailable(PortUnavailable.Reason.ABSENT, address, e);
        }
    }

    @Override
    public int read(byte[] into) throws IOException {
        int count = socket.getInputStream().read(into);
        if (count <= 0) {
            throw new EOFException("the server closed the connection");
        }
        return count;
    }

    @Override
    public void write(byte[] from, int length) throws IOException {
        socket.getOutputStream().write(from, 0, length);
    }

    /// The rate is the device server's.
    @Override
    public boolean setsBaud() {
        return false;
    }

    @Override
    public boolean setBaud(int baud) {
        throw new IllegalStateException("the rate is the device server's");
    }

    @Override
    public void close() {
        try {
            // with unsent data a plain close would linger in the kernel and keep the server's port taken
            socket.setSoLinger(true, 0);
        } catch (SocketException e) {
            // already closed: nothing lingers
        }
        close(socket);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // a socket that cannot be closed is closed
        }
    }
}
