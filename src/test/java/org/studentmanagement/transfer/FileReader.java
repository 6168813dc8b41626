package org.studentmanagement.transfer;

import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import org.studentmanagement.testsupport.TestToken;

/** Reads a file as slowly as a test wants, byte by byte as it comes over the connection. */
final class FileReader implements AutoCloseable {
    private static final int FEW_BYTES = 2048;
    private static final int PATIENCE_MS = 20_000;

    private final Socket socket = new Socket();

    private FileReader() throws IOException {
        socket.setReceiveBufferSize(FEW_BYTES);
        socket.setSoTimeout(PATIENCE_MS);
        socket.connect(new InetSocketAddress("localhost", RestAssured.port));
    }

    /** Asks for it, and reads nothing yet. */
    static FileReader of(String path) throws IOException {
        FileReader reader = new FileReader();
        reader.socket
                .getOutputStream()
                .write("GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer %s\r\n\r\n"
                        .formatted(path, TestToken.withRoles("reader"))
                        .getBytes(StandardCharsets.US_ASCII));
        return reader;
    }

    /** The next line. */
    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        InputStream bytes = socket.getInputStream();
        for (int next = bytes.read(); next >= 0 && next != '\n'; next = bytes.read()) {
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }

    /** All that still comes, until the service closes the connection, in whatever way. */
    String rest() throws IOException {
        StringBuilder rest = new StringBuilder();
        byte[] part = new byte[1 << 16];
        try {
            for (int read = socket.getInputStream().read(part);
                    read >= 0;
                    read = socket.getInputStream().read(part)) {
                rest.append(new String(part, 0, read, StandardCharsets.UTF_8));
            }
        } catch (SocketException broken) {
            // what came before counts
        }
        return rest.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
