package org.studentmanagement.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.studentmanagement.api.Cause;
import org.studentmanagement.api.Sql;

/** What callers see and change of imports. */
@ApplicationScoped
class ImportRows {
    private static final String UPLOADED_BY = "coalesce(uploaded_by, actor)";

    private static final String COLUMNS = "id, state, actor, " + UPLOADED_BY
            + " AS uploaded_by, skip_invalid, withdraw_missing, created_at, changed_at, task, done, total, report, detail";

    /** The parameter is {@link ImportRights#owner}. */
    private static final String OWN = "($%1$d::text IS NULL OR " + UPLOADED_BY + " = $%1$d)";

    private static final String LIST =
            "SELECT %s FROM imports WHERE state <> 'uploading' AND %s ORDER BY created_at DESC, id"
                    .formatted(COLUMNS, OWN.formatted(1));

    private static final String FIND =
            "SELECT %s FROM imports WHERE id = $1 AND state <> 'uploading' AND %s".formatted(COLUMNS, OWN.formatted(2));

    private static final String CONFIRM = """
            UPDATE imports SET state = 'confirmed', withdrawals = $2, actor = $3, uploaded_by = %s, request_id = $4, attempts = 0,
              detail = NULL, changed_at = now()
            WHERE id = $1 AND state = 'previewed' RETURNING %s""".formatted(UPLOADED_BY, COLUMNS);

    /** With its files. The row is locked until an import that is about to be stored has come to its end. */
    private static final String DISCARD =
            "DELETE FROM imports WHERE id = $1 AND state <> 'imported' AND %s RETURNING id".formatted(OWN.formatted(2));

    @RegisterForReflection
    record Shown(
            UUID id,
            String state,
            String actor,
            String uploadedBy,
            boolean skipInvalid,
            boolean withdrawMissing,
            Instant createdAt,
            Instant changedAt,
            String task,
            long done,
            long total,
            String report,
            String detail) {}

    @RegisterForReflection
    record Discarded(UUID id) {}

    @Inject
    ObjectMapper json;

    @Inject
    ImportRights rights;

    /** What an import has stored is there for whoever is told that it has. */
    Uni<List<ImportResponse>> all() {
        Sql.tellPosition();
        return Sql.newest(Shown.class, LIST, rights.owner())
                .map(found -> found.stream().map(this::response).toList());
    }

    /** Likewise. */
    Uni<ImportResponse> find(UUID id) {
        Sql.tellPosition();
        return Sql.newest(Shown.class, FIND, id, rights.owner()).map(found -> response(one(found, id)));
    }

    /** Of one that is confirmed, or further, nothing changes. */
    Uni<ImportResponse> confirm(UUID id, long withdrawals) {
        Cause by = Cause.of(null);
        return find(id).flatMap(found -> switch (found.state()) {
            case "previewed" -> {
                rights.require(found.report().files());
                require(found.report(), found.skipInvalid(), withdrawals);
                yield Sql.write(Shown.class, CONFIRM, id, withdrawals, by.actor(), by.requestId())
                        .flatMap(confirmed -> confirmed.isEmpty()
                                ? find(id)
                                : Uni.createFrom().item(response(confirmed.get(0))));
            }
            case "confirmed", "importing", "imported" -> Uni.createFrom().item(found);
            default -> throw ImportRefused.notPreviewed(found.state());
        });
    }

    /** @throws ImportRefused if it is imported */
    Uni<Void> discard(UUID id) {
        return Sql.write(Discarded.class, DISCARD, id, rights.owner())
                .flatMap(gone -> gone.isEmpty()
                        ? find(id).invoke(imported -> {
                            throw ImportRefused.imported();
                        })
                        : Uni.createFrom().nullItem())
                .replaceWithVoid();
    }

    private static void require(ImportReport report, boolean skipInvalid, long withdrawals) {
        if (report.refuses() && !skipInvalid) {
            throw ImportRefused.refusesLines();
        }
        if (report.toConfirm() > withdrawals) {
            throw ImportRefused.withdrawals(report.toConfirm(), report.missing().of());
        }
    }

    private static Shown one(List<Shown> found, UUID id) {
        return found.stream().findFirst().orElseThrow(() -> ImportRefused.unknown(id));
    }

    private ImportResponse response(Shown shown) {
        return new ImportResponse(
                shown.id,
                shown.state,
                shown.actor,
                shown.uploadedBy,
                shown.skipInvalid,
                shown.withdrawMissing,
                shown.createdAt,
                shown.changedAt,
                shown.task == null ? null : new ImportResponse.Step(shown.task, shown.done, shown.total),
                shown.report == null ? null : report(shown.report),
                shown.detail);
    }

    private ImportReport report(String text) {
        try {
            return json.readValue(text, ImportReport.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
