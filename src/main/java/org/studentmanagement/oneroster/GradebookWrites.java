package org.studentmanagement.oneroster;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.studentmanagement.api.Sql;
import org.studentmanagement.assessment.SentAssessment;
import org.studentmanagement.assessment.SentAssessmentResult;
import org.studentmanagement.grading.SentMark;
import org.studentmanagement.grading.SentTest;
import org.studentmanagement.grading.TestCategory;
import org.studentmanagement.oneroster.SourcedIdPairs.Pair;

/** What platforms store and delete by the gradebook service: all of a request, or nothing. */
final class GradebookWrites {
    /** What the values of tests and marks are called there. */
    private static final Map<String, String> NAMES = Map.of(
            "heldOn",
            "dueDate",
            "maximum",
            "resultValueMax",
            "weight",
            "metadata.weight",
            "remark",
            "comment",
            "reason",
            "metadata.reason");

    private final OneRosterAddress address;
    private final LineItemWrites items;
    private final ResultWrites results;
    private final AssessmentWrites assessments;

    GradebookWrites(OneRosterAddress address) {
        this.address = address;
        items = new LineItemWrites(address);
        results = new ResultWrites(address);
        assessments = new AssessmentWrites(address);
    }

    /** Whether it is new. */
    Uni<Boolean> put(Roster roster, String id, JsonNode body) {
        return whole(() -> {
                    Sent sent = Sent.one(body, changeable(roster).record, id);
                    return switch (roster) {
                        case CATEGORIES -> items.putCategory(sent, id);
                        case LINE_ITEMS -> items.put(sent, id);
                        case ASSESSMENT_LINE_ITEMS -> assessments.put(sent, id);
                        case ASSESSMENT_RESULTS -> assessments.putResult(sent, id);
                        default -> results.put(sent, id);
                    };
                })
                .map(Pair::added);
    }

    Uni<Void> delete(Roster roster, String id) {
        return whole(() -> address.rows(changeable(roster)).there(id).flatMap(row -> switch (roster) {
            case CATEGORIES -> TestCategory.remove(row.id());
            case LINE_ITEMS -> SentTest.remove(row.id());
            case ASSESSMENT_LINE_ITEMS -> SentAssessment.remove(row.id());
            case ASSESSMENT_RESULTS -> SentAssessmentResult.remove(row.id(), SentResult.REASON);
            default -> SentMark.remove(row.id(), row.otherId(), SentResult.REASON);
        }));
    }

    private static Roster changeable(Roster roster) {
        if (roster == Roster.SCORE_SCALES) {
            throw OneRosterRefusal.forbidden("The grades are a setting of the school, and not changed by OneRoster.");
        }
        return roster;
    }

    Uni<SourcedIdPairs> post(String collection, String id, String related, JsonNode body) {
        return whole(() -> switch (collection + "/" + related) {
            case "classes/lineItems" -> there(Roster.CLASSES, id).flatMap(held -> storeItems(body, held));
            case "schools/lineItems" -> there(Roster.SCHOOLS, id).flatMap(school -> storeItems(body, null));
            case "lineItems/results" ->
                there(Roster.LINE_ITEMS, id).flatMap(item -> storeResults(body, item, values -> "true"));
            default -> throw unknown();
        });
    }

    Uni<SourcedIdPairs> postOfSession(String collection, String id, String session, String related, JsonNode body) {
        return whole(() -> {
            Function<SourcedId, Uni<SourcedIdPairs>> stored = switch (collection + "/" + related) {
                case "classes/lineItems" -> held -> storeItems(body, held);
                case "classes/results" ->
                    held -> storeResults(body, null, values -> Related.LINE_ITEMS_OF_CLASS.rows(held, values));
                default -> throw unknown();
            };
            return there(Roster.CLASSES, id)
                    .flatMap(held -> there(Roster.ACADEMIC_SESSIONS, session).flatMap(known -> stored.apply(held)));
        });
    }

    private static OneRosterRefusal unknown() {
        return OneRosterRefusal.unknown("Nothing of this name is stored here.");
    }

    private Uni<SourcedId> there(Roster roster, String id) {
        return address.rows(roster).there(id);
    }

    private Uni<SourcedIdPairs> storeItems(JsonNode body, SourcedId held) {
        List<Sent> sent = Sent.many(body, RosterRecord.LINE_ITEM, LineItemWrites.MOST);
        return items.post(sent, held).map(SourcedIdPairs::new);
    }

    private Uni<SourcedIdPairs> storeResults(JsonNode body, SourcedId item, Function<RosterValues, String> which) {
        List<Sent> sent = Sent.many(body, RosterRecord.RESULT, SentMark.MOST);
        return results.post(sent, item, which).map(SourcedIdPairs::new);
    }

    private static <T> Uni<T> whole(Supplier<Uni<T>> work) {
        return Sql.around(sql -> work.get())
                .onFailure(ConstraintViolationException.class)
                .transform(refused -> OneRosterRefusal.unfit(refused.getConstraintViolations().stream()
                        .map(GradebookWrites::told)
                        .sorted()
                        .collect(Collectors.joining("; ", "", "."))));
    }

    private static String told(ConstraintViolation<?> violation) {
        String name = "";
        String place = "";
        for (Path.Node node : violation.getPropertyPath()) {
            name = node.getName();
            place = node.getIndex() == null ? place : "results/" + node.getIndex() + "/";
        }
        return place + NAMES.getOrDefault(name, name) + " " + violation.getMessage();
    }
}
