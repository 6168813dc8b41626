package org.studentmanagement.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BatchedReadsTest {
    record Counted(long id, long number, OffsetDateTime at) {}

    /** As many rows as the id says, the last first; 13 is refused. */
    private static final String STATEMENT = """
            SELECT $1::bigint AS id, 100 / ($1::bigint - 13) * 0 + n AS number, statement_timestamp() AS at
            FROM generate_series(1, $1::bigint) n ORDER BY n DESC
            """;

    @Inject
    Vertx vertx;

    @Test
    void whatIsAskedForInOneTurnIsOneStatementAndEachIsGivenTheirRowsInTheirOrder() {
        List<List<Counted>> read = atOnce(LongStream.of(3, 0, 2, 3));

        assertThat(read)
                .extracting(rows -> rows.stream().map(Counted::number).toList())
                .containsExactly(List.of(3L, 2L, 1L), List.of(), List.of(2L, 1L), List.of(3L, 2L, 1L));
        assertThat(read.stream().flatMap(List::stream).map(Counted::at).distinct())
                .hasSize(1);
    }

    @Test
    void whatTheDatabaseRefusesToOneItGivesToTheOthers() {
        List<CompletableFuture<List<Counted>>> read = begun(LongStream.of(1, 13, 2));

        assertThat(read.get(0).join()).hasSize(1);
        assertThat(read.get(1))
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withMessageContaining("division by zero");
        assertThat(read.get(2).join()).hasSize(2);
    }

    @Test
    void nobodyWaitsForMoreThanSixtyFour() {
        List<List<Counted>> read = atOnce(LongStream.generate(() -> 1).limit(130));

        assertThat(read.stream().flatMap(List::stream)).hasSize(130);
        assertThat(read.stream().flatMap(List::stream).map(Counted::at).distinct())
                .hasSize(3);
    }

    @Test
    void eachIsAnsweredInTheContextOfTheirRequest() {
        CompletableFuture<Boolean> same = new CompletableFuture<>();
        Context request = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        request.runOnContext(turn -> {
            Sql.listOf(Counted.class, STATEMENT, 1).subscribe().with(rows -> {});
            Sql.listOf(Counted.class, STATEMENT, 2)
                    .subscribe()
                    .with(rows -> same.complete(Vertx.currentContext() == request), same::completeExceptionally);
        });

        assertThat(same.join()).isTrue();
    }

    private List<List<Counted>> atOnce(LongStream ids) {
        return begun(ids).stream().map(CompletableFuture::join).toList();
    }

    private List<CompletableFuture<List<Counted>>> begun(LongStream ids) {
        CompletableFuture<List<CompletableFuture<List<Counted>>>> begun = new CompletableFuture<>();
        vertx.getOrCreateContext()
                .runOnContext(turn -> begun.complete(ids.mapToObj(id -> Sql.listOf(Counted.class, STATEMENT, id))
                        .map(Uni::subscribeAsCompletionStage)
                        .toList()));
        return begun.join();
    }
}
