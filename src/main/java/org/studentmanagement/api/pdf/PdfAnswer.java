package org.studentmanagement.api.pdf;

import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestResponse;
import org.studentmanagement.api.KnownTags;
import org.studentmanagement.api.Tagged;

/** Pages that a browser stores as a file. */
public final class PdfAnswer {
    public static final String TYPE = "application/pdf";

    private PdfAnswer() {}

    /** @param name of the file, without its ending */
    public static RestResponse<byte[]> of(byte[] pages, String name, KnownTags known) {
        RestResponse<byte[]> answer = Tagged.answer(pages, known);
        answer.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, TYPE);
        answer.getHeaders().putSingle(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + ".pdf\"");
        return answer;
    }
}
