package org.studentmanagement.api;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;

/**
 * A request is refused. Features extend it, one class a refusal that owns its sentence; {@link ProblemMapper} turns it
 * into a {@link Problem}.
 */
public class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** RFC 9110, 15.5.21: the request is well formed, and cannot be carried out. */
    protected static final int UNPROCESSABLE_CONTENT = 422;

    /** The property of a request that has the {@link #reason()} for which it was refused. */
    public static final String REASON = ProblemException.class.getName();

    /** What who is refused for now is told to do. */
    public static final String COME_AGAIN = "Send the request again after the seconds that Retry-After says.";

    /**
     * How long a caller is told to wait, in seconds: about what a failover takes to be noticed. Each is told another time within
     * these bounds, so that those who were refused at once do not all come back at once.
     */
    private static final int SOONEST = 1;

    private static final int LATEST = 3;

    private final int status;
    private final String kind;
    private final String title;
    private final transient List<Problem.Fault> faults;

    /** @param kind the last part of the problem's type, {@code urn:problem-type:<kind>} */
    public ProblemException(int status, String kind, String title, String detail, List<Problem.Fault> faults) {
        super(detail);
        this.status = status;
        this.kind = kind;
        this.title = title;
        this.faults = List.copyOf(faults);
    }

    public ProblemException(int status, String kind, String title, String detail) {
        this(status, kind, title, detail, List.of());
    }

    /** 400: the request contradicts the API's description; the faults say where. */
    public static ProblemException invalid(List<Problem.Fault> faults) {
        String detail = faults.size() == 1
                ? faults.get(0).detail()
                : faults.size() + " things are not valid; errors lists them.";
        return new ProblemException(
                StatusCode.BAD_REQUEST,
                "invalid-request",
                "The request is not valid",
                subject(faults) + detail,
                faults);
    }

    public static ProblemException invalidParameter(String parameter, String detail) {
        return invalid(List.of(Problem.Fault.of(parameter, detail)));
    }

    @Example(when = SharedResponse.INVALID)
    static ProblemException example() {
        return invalidParameter("limit", "must be a whole number");
    }

    private static String subject(List<Problem.Fault> faults) {
        if (faults.size() != 1) {
            return "";
        }
        Problem.Fault only = faults.get(0);
        String name = only.parameter() != null ? only.parameter() : only.pointer();
        return (name.isEmpty() ? "The body" : name) + " ";
    }

    public int status() {
        return status;
    }

    /** The seconds after which to send the request again, anew each time; 0 where that would not help. */
    public long retryAfter() {
        return status == StatusCode.SERVICE_UNAVAILABLE
                ? ThreadLocalRandom.current().nextLong(SOONEST, LATEST + 1)
                : 0;
    }

    /** What the answer says beside the problem. */
    public Map<String, String> headers() {
        return Map.of();
    }

    /** What the log says, and a caller need not know. */
    public String reason() {
        return title;
    }

    public String kind() {
        return kind;
    }

    public String title() {
        return title;
    }

    public List<Problem.Fault> faults() {
        return faults;
    }
}
