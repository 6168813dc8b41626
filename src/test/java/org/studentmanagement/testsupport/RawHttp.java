package org.studentmanagement.testsupport;

import io.restassured.RestAssured;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What comes back, byte by byte, for bytes that no HTTP client would send. The service has to end each connection. */
public record RawHttp(String answer) {
    private static final int PATIENCE_MS = 20_000;
    private static final Pattern STATUS = Pattern.compile("(?m)^HTTP/1\\.[01] (\\d{3}) ");

    /**
     * Sends the bytes to the service under test and reads until it closes the connection.
     *
     * @throws java.net.SocketTimeoutException if it leaves the caller hanging
     */
    public static RawHttp send(byte[] request) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(PATIENCE_MS);
            try {
                socket.getOutputStream().write(request);
                socket.getInputStream().transferTo(answer);
            } catch (SocketException closedBeforeAllWasRead) {
                // What it said before counts.
            }
        }
        return new RawHttp(answer.toString(StandardCharsets.UTF_8));
    }

    /** The status of each answer, in order: one a request, as the service tells requests apart. */
    public List<Integer> statuses() {
        return STATUS.matcher(answer)
                .results()
                .map((MatchResult found) -> Integer.valueOf(found.group(1)))
                .toList();
    }
}
