package org.studentmanagement.api;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.transaction.xa.XAException;

/** What a failure comes from, through all that has wrapped it. */
final class Causes {
    private Causes() {}

    /** With what a commit has failed with, which the transaction manager puts aside. */
    static Stream<Throwable> of(Throwable failure) {
        return chain(failure)
                .flatMap(
                        cause -> Stream.concat(Stream.of(cause), putAside(cause).flatMap(Causes::chain)));
    }

    static <T> Optional<T> find(Throwable failure, Class<T> type) {
        return of(failure).filter(type::isInstance).map(type::cast).findFirst();
    }

    static String rootMessage(Throwable failure) {
        Throwable root = of(failure).reduce((outer, inner) -> inner).orElse(failure);
        return Objects.requireNonNullElseGet(root.getMessage(), root::toString);
    }

    static Stream<Throwable> putAside(Throwable failure) {
        return Stream.of(failure.getSuppressed()).filter(XAException.class::isInstance);
    }

    private static Stream<Throwable> chain(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(20);
    }
}
