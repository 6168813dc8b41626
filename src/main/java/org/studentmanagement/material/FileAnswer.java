package org.studentmanagement.material;

import io.smallrye.mutiny.Multi;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.KnownTags;
import org.studentmanagement.api.NotFound;
import org.studentmanagement.store.StoredFiles;

/** Tells a file, or a part of it. */
@ApplicationScoped
class FileAnswer {
    static final String SAVED =
            "To be saved, not shown: what somebody has uploaded is no page of this service. Its ETag stays as long as the file.";

    static final String WHOLE = "The file, of whichever type it is";

    private static final String CONTENT_RANGE = "Content-Range";

    @Inject
    MaterialFiles files;

    @Inject
    StoredFiles stored;

    /** What a caller wants of it. */
    static class Asked extends KnownTags {
        @HeaderParam("Range")
        @Parameter(
                description = "One part of the file, in bytes",
                example = "bytes=0-65535",
                schema = @Schema(type = SchemaType.STRING))
        String range;

        @HeaderParam("If-Range")
        @Parameter(
                description = "The ETag of the file whose part it is: of another, all is sent",
                schema = @Schema(type = SchemaType.STRING))
        String ifRange;

        @Context
        RoutingContext routing;
    }

    /** @throws NotFound if the material has none */
    RestMulti<byte[]> of(long material, Asked asked) throws SQLException {
        MaterialFiles.Found file = files.find(material)
                .orElseThrow(() -> new NotFound("No material has the id %d, or it has no file.".formatted(material)));
        EntityTag tag = new EntityTag(file.sha256());
        if (asked.have(tag)) {
            return RestMulti.fromMultiData(Multi.createFrom().<byte[]>empty())
                    .status(StatusCode.NOT_MODIFIED)
                    .header(HttpHeaders.ETAG, '"' + tag.getValue() + '"')
                    .build();
        }
        Optional<ByteRange> part = asked.ifRange == null || asked.ifRange.equals('"' + tag.getValue() + '"')
                ? range(file, asked)
                : Optional.empty();
        stored.requireThere(file.id());
        long from = part.map(ByteRange::from).orElse(0L);
        long size = part.map(ByteRange::size).orElse(file.size());
        RestMulti.SyncRestMulti.Builder<byte[]> answer = RestMulti.fromMultiData(
                        size == 0
                                ? Multi.createFrom().<byte[]>empty()
                                : FileParts.of(() -> stored.open(file.id(), from, size), size))
                .status(part.isPresent() ? StatusCode.PARTIAL_CONTENT : StatusCode.OK)
                .header(HttpHeaders.ETAG, '"' + tag.getValue() + '"')
                .header(HttpHeaders.CONTENT_TYPE, file.type())
                .header(HttpHeaders.CONTENT_LENGTH, Long.toString(size))
                .header("Accept-Ranges", "bytes")
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition(file.name()));
        part.ifPresent(range -> answer.header(CONTENT_RANGE, range.header(file.size())));
        MultiMap headers = asked.routing.response().headers();
        // Quarkus leaves as it is what is not there as a whole
        headers.remove(HttpHeaders.CONTENT_ENCODING);
        // and says of whatever is sent in parts that its length is not known
        asked.routing.addHeadersEndHandler(begun -> headers.remove("Transfer-Encoding"));
        return answer.build();
    }

    private static Optional<ByteRange> range(MaterialFiles.Found file, Asked asked) {
        try {
            return ByteRange.of(asked.range, file.size());
        } catch (FileRefused beyond) {
            asked.routing.response().putHeader(CONTENT_RANGE, "bytes */" + file.size());
            throw beyond;
        }
    }

    /** In the form of RFC 6266 and 8187, for names in any script. */
    private static String disposition(String name) {
        return "attachment; filename*=UTF-8''"
                + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
