package org.studentmanagement.access;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.netty.util.NetUtil;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.Inet6Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.studentmanagement.api.ProblemException;

/** Who has done what how often in the last minutes, in bounded memory: who was not seen for longest is forgotten first. */
@ApplicationScoped
// what Caffeine looks up by its name for the buckets' size and expiry
@RegisterForReflection(classNames = "com.github.benmanes.caffeine.cache.PSAMS")
public class Limits {
    private static final Duration PERIOD = Duration.ofMinutes(1);

    /** For passwords: who forgets one tries some, who guesses one tries thousands. */
    private static final Duration PERIOD_OF_ACCOUNT = Duration.ofMinutes(15);

    private static final int REMEMBERED = 100_000;

    private final LoadingCache<String, Bucket> failures;
    private final LoadingCache<String, Bucket> tokens;
    private final LoadingCache<String, Bucket> requests;
    private final LoadingCache<String, Bucket> accounts;
    private final LoadingCache<String, Bucket> signIns;

    Limits(LimitsConfig config) {
        failures = buckets(config.failures(), PERIOD);
        tokens = buckets(config.tokens(), PERIOD);
        requests = config.requests().isPresent() ? buckets(config.requests().getAsInt(), PERIOD) : null;
        accounts = buckets(config.passwords(), PERIOD_OF_ACCOUNT);
        signIns = buckets(config.signIns(), PERIOD);
    }

    /**
     * Counts a request for a token, before its client is looked for.
     *
     * @throws TooManyRequests if this client asks too often from there, or too many secrets from there were wrong
     */
    public void requireTokenRequest(String client, HttpServerRequest request) {
        String address = address(request);
        refuseAfter(wait(tokens.get(client + '@' + address)));
        refuseAfter(waitForOne(failures.get(address)));
    }

    /**
     * Has a secret looked at. It counts as wrong until it has proved right, so that no more are looked at of many at once than
     * of many one after the other.
     *
     * @param look for whose secret it is
     * @throws TooManyRequests if too many from there were wrong; then it is not looked at
     */
    public <T> Optional<T> attempt(HttpServerRequest request, Supplier<Optional<T>> look) {
        return attempt(List.of(failures.get(address(request))), look);
    }

    /**
     * Has a password looked at, likewise.
     *
     * @param account that is tried, whether there is such a one or not
     * @throws TooManyRequests if too many of this account, or from there, were wrong; then it is not looked at
     */
    public <T> Optional<T> attemptPassword(String account, HttpServerRequest request, Supplier<Optional<T>> look) {
        return attempt(List.of(accounts.get(account), signIns.get(address(request))), look);
    }

    private static <T> Optional<T> attempt(List<Bucket> wrongOnes, Supplier<Optional<T>> look) {
        boolean wrong = false;
        List<Bucket> taken = new ArrayList<>();
        try {
            for (Bucket bucket : wrongOnes) {
                refuseAfter(wait(bucket));
                taken.add(bucket);
            }
            Optional<T> found = look.get();
            wrong = found.isEmpty();
            return found;
        } finally {
            if (!wrong) {
                taken.forEach(bucket -> bucket.addTokens(1));
            }
        }
    }

    /**
     * Counts a token that was not valid, and refuses it in other words if there were too many from there. Valid ones from the
     * same address are served all the same, since many callers may share it.
     */
    Optional<ProblemException> invalidToken(HttpServerRequest request) {
        OptionalLong wait = wait(failures.get(address(request)));
        return wait.isPresent() ? Optional.of(new TooManyRequests(wait.getAsLong())) : Optional.empty();
    }

    /** @throws TooManyRequests if the client has used up the general limit, where there is one */
    void requireRequest(String client) {
        if (requests != null) {
            refuseAfter(wait(requests.get(client)));
        }
    }

    private static LoadingCache<String, Bucket> buckets(int times, Duration period) {
        return Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterAccess(period)
                .build(key -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(times).refillGreedy(times, period))
                        .build());
    }

    private static OptionalLong wait(Bucket bucket) {
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? OptionalLong.empty() : seconds(probe.getNanosToWaitForRefill());
    }

    private static OptionalLong waitForOne(Bucket bucket) {
        var probe = bucket.estimateAbilityToConsume(1);
        return probe.canBeConsumed() ? OptionalLong.empty() : seconds(probe.getNanosToWaitForRefill());
    }

    private static OptionalLong seconds(long nanos) {
        return OptionalLong.of(TimeUnit.NANOSECONDS.toSeconds(nanos) + 1);
    }

    private static void refuseAfter(OptionalLong seconds) {
        seconds.ifPresent(wait -> {
            throw new TooManyRequests(wait);
        });
    }

    /** Of the caller, as a proxy that is named in the configuration tells it. Of IPv6 it is the network: each of its 2^64 is his. */
    private static String address(HttpServerRequest request) {
        String address = request.remoteAddress().hostAddress();
        return NetUtil.createInetAddressFromIpAddressString(address) instanceof Inet6Address six
                ? HexFormat.of().formatHex(six.getAddress(), 0, 8)
                : address;
    }
}
