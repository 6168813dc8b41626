package org.studentmanagement.oneroster;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.studentmanagement.api.Problem;

/** What is refused below its path is refused in OneRoster's words, also by what all endpoints share: that tells of problems elsewhere. */
class OneRosterAnswers {
    private static final int MOST_FAULTS = 10;

    static final String PATH = "/ims/oneroster/";

    @ServerExceptionMapper
    Response refused(OneRosterRefusal refusal) {
        return Response.status(refusal.status())
                .type(MediaType.APPLICATION_JSON)
                .entity(StatusInfo.failure(refusal.code(), refusal.getMessage()))
                .build();
    }

    @ServerResponseFilter
    void translate(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof Problem problem
                && request.getUriInfo().getRequestUri().getRawPath().startsWith(PATH)) {
            response.setEntity(
                    StatusInfo.failure(StatusInfo.codeOf(problem.status()), described(problem)),
                    new Annotation[0],
                    MediaType.APPLICATION_JSON_TYPE);
        }
    }

    /** Where there are faults that the sentence leaves to a list, they are told in its place: the specification has no list. */
    private static String described(Problem problem) {
        List<Problem.Fault> faults = problem.errors();
        if (faults == null || faults.stream().allMatch(fault -> problem.detail().contains(fault.detail()))) {
            return problem.detail();
        }
        return faults.stream()
                .limit(MOST_FAULTS)
                .map(fault -> Objects.requireNonNullElse(fault.pointer(), fault.parameter()) + " " + fault.detail())
                .collect(Collectors.joining("; ", "", "."));
    }
}
