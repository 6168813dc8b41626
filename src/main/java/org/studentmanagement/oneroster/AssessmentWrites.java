package org.studentmanagement.oneroster;

import io.smallrye.mutiny.Uni;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.studentmanagement.assessment.SentAssessment;
import org.studentmanagement.assessment.SentAssessmentResult;
import org.studentmanagement.oneroster.SourcedIdPairs.Pair;

/**
 * Stores assessmentLineItems and assessmentResults. What they refer to is taken from the sourcedId, and no further looked for: that there
 * is such a row the constraints know.
 */
final class AssessmentWrites {
    private static final String CLASS = "class";
    private static final String STUDENT = "student";
    private static final String PARENT = "parentAssessmentLineItem";
    private static final String SCALE = "scoreScale";

    private final SentTarget target;

    AssessmentWrites(OneRosterAddress address) {
        target = new SentTarget(address);
    }

    Uni<Pair> put(Sent sent, String id) {
        return target.of(Roster.ASSESSMENT_LINE_ITEMS, id)
                .flatMap(known -> named(sent, CLASS, PARENT, SCALE).flatMap(named -> {
                    SourcedId held = named.of(CLASS, Noun.CLASS, Noun.HOMEROOM);
                    SourcedId parent = named.of(PARENT, Noun.ASSESSMENT);
                    SourcedId scale = named.of(SCALE, Noun.SCORE_SCALE);
                    SentAssessment assessment = new SentAssessment(
                            sent.needed("title"),
                            sent.text("description"),
                            course(held),
                            schoolClass(held),
                            parent == null ? null : parent.id(),
                            scaleOf(scale, Noun.CLASS),
                            scaleOf(scale, Noun.HOMEROOM),
                            sent.number("resultValueMin"),
                            sent.number("resultValueMax"),
                            sent.objectives("learningObjectiveIds", OpenJson::isText),
                            sent.metadata());
                    return known.isPresent()
                            ? assessment.change(known.get().id()).replaceWith(new Pair(id, id, false))
                            : assessment.store().flatMap(row -> target.keep(Noun.ASSESSMENT, row, id));
                }));
    }

    Uni<Pair> putResult(Sent sent, String id) {
        return target.of(Roster.ASSESSMENT_RESULTS, id)
                .flatMap(known -> named(sent, AssessmentRecords.TYPE, STUDENT, SCALE)
                        .flatMap(named -> {
                            sent.neededReference(AssessmentRecords.TYPE);
                            sent.neededReference(STUDENT);
                            SourcedId scale = named.of(SCALE, Noun.SCORE_SCALE);
                            SentAssessmentResult result = new SentAssessmentResult(
                                    named.of(AssessmentRecords.TYPE, Noun.ASSESSMENT)
                                            .id(),
                                    named.of(STUDENT, Noun.STUDENT).id(),
                                    sent.needed("scoreStatus"),
                                    sent.number("score"),
                                    sent.text("textScore"),
                                    sent.neededDay("scoreDate"),
                                    sent.number("scorePercentile"),
                                    scaleOf(scale, Noun.CLASS),
                                    scaleOf(scale, Noun.HOMEROOM),
                                    sent.text("comment"),
                                    sent.truth("inProgress"),
                                    sent.truth("incomplete"),
                                    sent.truth("late"),
                                    sent.truth("missing"),
                                    sent.objectives("learningObjectiveResults", OpenJson::isObjectiveResult),
                                    sent.metadata());
                            String reason = SentResult.reason(sent);
                            return known.isPresent()
                                    ? result.change(known.get().id(), reason).replaceWith(new Pair(id, id, false))
                                    : result.store(reason).flatMap(row -> target.keep(Noun.ASSESSMENT_RESULT, row, id));
                        }));
    }

    private record Named(Sent sent, Map<String, SourcedId> rows) {
        /** Null where the member is not there. */
        SourcedId of(String member, Noun... nouns) {
            String id = sent.reference(member);
            if (id == null) {
                return null;
            }
            SourcedId row = rows.get(id);
            if (row == null || Arrays.stream(nouns).noneMatch(noun -> noun.number == row.noun())) {
                throw OneRosterRefusal.unfit(member + ".sourcedId is that of no " + what(member) + ".");
            }
            return row;
        }

        private static String what(String member) {
            return member.equals(PARENT) ? AssessmentRecords.TYPE : member;
        }
    }

    private static Uni<Named> named(Sent sent, String... members) {
        List<String> ids = Arrays.stream(members)
                .map(sent::reference)
                .filter(Objects::nonNull)
                .toList();
        return GivenSourcedId.meant(ids).map(rows -> new Named(sent, rows));
    }

    private static Long course(SourcedId held) {
        return held != null && held.noun() == Noun.CLASS.number ? (Long) held.id() : null;
    }

    private static Long schoolClass(SourcedId held) {
        return held != null && held.noun() == Noun.HOMEROOM.number ? (Long) held.id() : null;
    }

    private static Long scaleOf(SourcedId scale, Noun held) {
        return scale != null && scale.otherId() == held.number ? (Long) scale.id() : null;
    }
}
