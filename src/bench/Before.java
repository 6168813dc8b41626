package bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An earlier version and this one, each with its own schema in a PostgreSQL of its own, in turns: what a change costs. */
final class Before implements AutoCloseable {
    private static final int WARM_UP = 3;

    private final Options options;
    private final List<Side> sides = new ArrayList<>();
    private final Map<Load, Map<Side, List<Double>>> perSecond = new LinkedHashMap<>();

    private record Side(Database database, Server server, Meter meter) implements AutoCloseable {
        @Override
        public void close() {
            server.close();
            database.close();
        }
    }

    private Before(Options options) {
        this.options = options;
    }

    static void run(Options options) throws IOException, InterruptedException {
        // the earlier version may have none
        options.loads.removeAll(
                Set.of(Load.HOT, Load.SEATS, Load.UNREAD, Load.BALANCE, Load.MARK_SHEET, Load.REPORT_CARD));
        try (Before before = new Before(options)) {
            for (Path application : List.of(options.before, Service.APPLICATION)) {
                System.err.println("schema and data of " + application);
                before.sides.add(before.open(application));
            }
            before.measure();
            System.out.print("\n" + before.table());
        }
    }

    private Side open(Path application) throws IOException, InterruptedException {
        Database database = new Database();
        Service service = Service.onJvm(Programs.java(), database, application);
        service.prepare(database.port);
        Meter meter = new Meter(database, options);
        meter.makeData();
        return new Side(database, service.start(database.port), meter);
    }

    private void measure() throws IOException, InterruptedException {
        for (int round = 0; round <= options.rounds; round++) {
            System.err.println(round == 0 ? "warming up" : "round %d of %d".formatted(round, options.rounds));
            for (Load load : options.loads) {
                for (Side side : sides) {
                    int seconds = round == 0 ? WARM_UP * options.seconds : options.seconds;
                    double rate = side.meter()
                            .requests(side.server(), load, Figures.CLIENTS, seconds)
                            .perSecond();
                    if (round > 0) {
                        perSecond
                                .computeIfAbsent(load, key -> new LinkedHashMap<>())
                                .computeIfAbsent(side, key -> new ArrayList<>())
                                .add(rate);
                    }
                }
            }
            // who is first in one round is last in the next
            Collections.reverse(sides);
        }
        if (options.rounds % 2 == 0) {
            Collections.reverse(sides);
        }
    }

    /** Requests a second, medians, and the median of the rounds' own ratios. */
    private String table() {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"requests a second", "before", "now", "now of before"});
        perSecond.forEach((load, rates) -> {
            List<Double> before = rates.get(sides.get(0));
            List<Double> now = rates.get(sides.get(1));
            List<Double> ratios = new ArrayList<>();
            for (int round = 0; round < now.size(); round++) {
                ratios.add(now.get(round) / before.get(round));
            }
            rows.add(new String[] {
                load.title,
                Figures.number(0, Figures.median(before)),
                Figures.number(0, Figures.median(now)),
                Figures.number(2, Figures.median(ratios))
            });
        });
        return Figures.aligned(rows);
    }

    @Override
    public void close() {
        sides.forEach(Side::close);
    }
}
