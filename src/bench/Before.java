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
    private final Options options;
    private final List<Side> sides = new ArrayList<>();
    private final Map<Load, Map<Side, List<Double>>> perSecond = new LinkedHashMap<>();

    private record Side(Database database, Server server, Meter meter) implements AutoCloseable {
        double requests(Load load, int seconds) throws IOException, InterruptedException {
            return meter.requests(server, load, Figures.CLIENTS, seconds).perSecond();
        }

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
        for (Load load : options.loads) {
            System.err.println("warming up: " + load.title);
            for (Side side : sides) {
                side.meter().warmUp(side.server(), load);
            }
        }
        for (int round = 0; round < options.rounds; round++) {
            for (Load load : options.loads) {
                System.err.printf("round %d of %d: %s%n", round + 1, options.rounds, load.title);
                for (Side side : sides) {
                    // it was idle while the other had its turn
                    side.requests(load, options.seconds);
                    perSecond
                            .computeIfAbsent(load, key -> new LinkedHashMap<>())
                            .computeIfAbsent(side, key -> new ArrayList<>())
                            .add(side.requests(load, options.seconds));
                }
            }
            // who is first in one round is last in the next
            Collections.reverse(sides);
        }
        if (options.rounds % 2 == 1) {
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
