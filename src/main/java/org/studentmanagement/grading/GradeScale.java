package org.studentmanagement.grading;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.validator.constraints.CodePointLength;
import org.studentmanagement.api.PlainText;
import org.studentmanagement.api.Problem;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.setting.Setting;

/** Which grade a percentage earns: the first whose lowest it reaches. The last one begins at 0, so that every percentage earns one. */
@ApplicationScoped
public class GradeScale {
    static final int GRADE_LENGTH = 20;

    private static final String STEPS = "must list 1 to 30 grades, the best first";

    static final Setting<Steps> SETTING = new Setting<>(
            "grade_scale",
            "grade_scale",
            "The grades, the best first, each with the lowest percentage that earns it, 0 to 100 with at most two decimals;"
                    + " that of the last is 0",
            Steps.class,
            new Steps(List.of(step(90, "A"), step(80, "B"), step(70, "C"), step(60, "D"), step(0, "F"))));

    @RegisterForReflection
    record Step(
            @NotNull
            @DecimalMin(value = "0", message = "must be 0 to 100, with at most two decimals")
            @DecimalMax(value = "100", message = "must be 0 to 100, with at most two decimals")
            @Digits(integer = 3, fraction = 2, message = "must be 0 to 100, with at most two decimals")
            BigDecimal lowest,

            @NotNull @PlainText @CodePointLength(max = GRADE_LENGTH)
            String grade) {}

    @RegisterForReflection
    record Steps(
            @NotNull(message = STEPS) @Size(min = 1, max = 30, message = STEPS)
            List<@NotNull @Valid Step> value) implements Setting.Value {
        @Override
        public void check() {
            List<Problem.Fault> faults = new ArrayList<>();
            for (int place = 0; place < value.size(); place++) {
                Step step = value.get(place);
                if (place > 0 && step.lowest().compareTo(value.get(place - 1).lowest()) >= 0) {
                    faults.add(Problem.Fault.at(
                            "/value/" + place + "/lowest", "must be less than that of the grade before"));
                }
                if (place == value.size() - 1 && step.lowest().signum() != 0) {
                    faults.add(Problem.Fault.at("/value/" + place + "/lowest", "must be 0, since it is the last"));
                }
                if (value.subList(0, place).stream()
                        .anyMatch(before -> before.grade().equals(step.grade()))) {
                    faults.add(Problem.Fault.at("/value/" + place + "/grade", "must be another than those before"));
                }
            }
            if (!faults.isEmpty()) {
                throw ProblemException.invalid(faults);
            }
        }
    }

    /** A query for the grades as they are at present, each with its {@code lowest}. */
    public static String steps() {
        return "SELECT (step ->> 'lowest')::numeric AS lowest, step ->> 'grade' AS grade FROM jsonb_array_elements(%s) step"
                .formatted(SETTING.expression());
    }

    private static Step step(int lowest, String grade) {
        return new Step(BigDecimal.valueOf(lowest), grade);
    }

    @Produces
    Setting<Steps> setting() {
        return SETTING;
    }
}
