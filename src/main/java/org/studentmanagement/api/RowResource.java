package org.studentmanagement.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.hibernate.exception.ConstraintViolationException;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/**
 * What the endpoints of every noun do: rows are stored, read, changed and deleted by their ids, and answered with their versions
 * as tags. The noun's own resource has the paths, the words and who may.
 *
 * @param <E> the rows
 * @param <Q> what a caller sets of one
 * @param <A> how one is shown, with a component for each column that it reads
 */
public abstract class RowResource<E extends Row, Q extends Record, A extends Record & StoredRow> {
    protected static final String MERGE_PATCH = RowChange.MERGE_PATCH;

    /** A row to be read, unless the caller knows it as it is. */
    public static class ToRead extends KnownTags {
        @PathParam("id")
        long id;

        public long id() {
            return id;
        }
    }

    /** A row to be changed. */
    public static class ToChange extends KnownVersion {
        @PathParam("id")
        long id;

        public long id() {
            return id;
        }
    }

    @RegisterForReflection
    record Locked(long version) {}

    private final String noun;
    private final String path;
    private final Class<E> type;
    private final String select;
    private final String lock;
    private final BiConsumer<E, Q> set;
    private final Class<Q> settable;
    private final Class<A> shape;
    private final Function<E, A> shown;

    @Inject
    RowChange change;

    /**
     * @param noun in the words of a refusal
     * @param path of all rows
     * @param set takes over what a caller sets
     * @param settable what callers set: some of the components of the shape
     * @param shape what a row is shown as: some of its columns, each of which is a field of the row
     */
    protected RowResource(
            String noun, String path, Class<E> type, BiConsumer<E, Q> set, Class<Q> settable, Class<A> shape) {
        this.noun = noun;
        this.path = path;
        this.type = type;
        this.set = set;
        this.settable = settable;
        this.shape = shape;
        shown = Shape.of(shape).ofFields(type);
        String table = type.getAnnotation(Table.class).name();
        select = "SELECT %s FROM %s r WHERE r.id = $1".formatted(Shape.of(shape).columns("r"), table);
        lock = "SELECT r.version FROM %s r WHERE r.id = $1 FOR NO KEY UPDATE".formatted(table);
    }

    @Transactional
    protected RestResponse<A> store(E row, Q request) {
        set.accept(row, request);
        send(row, row::persistAndFlush);
        stored(row);
        // relative: what the Host header says is anybody's word
        return tagged(
                shown.apply(row),
                ResponseBuilder.<A>create(Status.CREATED).header(HttpHeaders.LOCATION, path + "/" + row.id));
    }

    /** A row that is new, before it is shown: where the database makes more of it than it was sent, this reads it. */
    protected void stored(E row) {}

    protected Uni<RestResponse<A>> show(ToRead asked) {
        return Sql.listOf(shape, select, asked.id).map(found -> {
            if (found.isEmpty()) {
                throw new NotFound(noun, asked.id);
            }
            return Tagged.answer(found.get(0), Preconditions.tag(found.get(0).version()), asked);
        });
    }

    /** Every member anew. */
    @Transactional
    protected RestResponse<A> replace(ToChange asked, ObjectNode body) {
        E row = locked(asked);
        return changed(row, change.replace(body, settable, shown.apply(row)));
    }

    /** Some members anew. */
    @Transactional
    protected RestResponse<A> patch(ToChange asked, ObjectNode patch) {
        E row = locked(asked);
        return changed(row, change.patch(patch, settable, shown.apply(row)));
    }

    @Transactional
    protected void remove(ToChange asked) {
        E row = locked(asked);
        send(row, () -> {
            row.delete();
            Panache.getEntityManager().flush();
        });
    }

    /** What statements do to a row that nobody else changes until they have ended, where the caller knows it as it is. */
    protected Uni<Void> whileLocked(ToChange asked, BiFunction<Long, Sql, Uni<Void>> work) {
        return Sql.transaction(sql -> sql.run(Locked.class, lock, asked.id)
                .invoke(found -> {
                    if (found.isEmpty()) {
                        throw new NotFound(noun, asked.id);
                    }
                    asked.require(found.get(0).version());
                })
                .flatMap(found -> work.apply(asked.id, sql)));
    }

    /**
     * Keeps others from changing the row until the transaction ends: of two who know the same version, the second sees what the
     * first has left.
     */
    private E locked(ToChange asked) {
        E row = Panache.getEntityManager().find(type, asked.id, LockModeType.PESSIMISTIC_WRITE);
        if (row == null) {
            throw new NotFound(noun, asked.id);
        }
        asked.require(row.version);
        return row;
    }

    private RestResponse<A> changed(E row, Q request) {
        // before the row is another: a query sends what has changed
        Cause.of(null).tell(Panache.getEntityManager());
        set.accept(row, request);
        send(row, Panache.getEntityManager()::flush);
        return tagged(shown.apply(row), ResponseBuilder.ok());
    }

    private RestResponse<A> tagged(A row, ResponseBuilder<A> response) {
        return response.entity(row).tag(Preconditions.tag(row.version())).build();
    }

    private static void send(Row row, Runnable statement) {
        try {
            statement.run();
        } catch (ConstraintViolationException refused) {
            throw new RefusedRow(row, refused);
        }
    }
}
