package bench;

import java.util.List;

/** The ratios to the limit as bars, for the README: readable on a light and on a dark page. */
final class Picture {
    private static final int WIDTH = 820;
    private static final int LABEL = 290;
    private static final int BAR = 380;
    private static final int HEIGHT = 18;
    private static final int GAP = 12;
    private static final List<String> COLOURS = List.of("#2f6fb0", "#3f9c6b", "#c07a2c", "#9a5fb0");

    private final StringBuilder svg = new StringBuilder();
    private int y = 30;

    private Picture() {}

    static String of(List<Figures.Line> lines, String machine) {
        Picture picture = new Picture();
        picture.text(0, 16, "start", "Requests a second beside those of the same statements in pgbench, 16 clients");
        List<String> sides = lines.stream()
                .map(Figures.Line::side)
                .filter(side -> !side.equals(Figures.LIMIT))
                .distinct()
                .toList();
        String last = "";
        for (Figures.Line line : lines) {
            if (!line.what().equals(last)) {
                picture.y += GAP;
                picture.text(0, picture.y + HEIGHT - 5, "start", line.what());
                last = line.what();
            }
            if (!line.side().equals(Figures.LIMIT)) {
                picture.bar(line, COLOURS.get(sides.indexOf(line.side()) % COLOURS.size()));
            }
        }
        picture.text(0, picture.y + 2 * GAP, "start", machine);
        int height = picture.y + 3 * GAP;
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="#ffffff"/>
                %s</svg>
                """.formatted(WIDTH, height, picture.svg);
    }

    /** The frame is the limit. */
    private void bar(Figures.Line line, String colour) {
        double width = BAR * Math.min(1, line.ofLimit());
        svg.append("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#eeeeee\"/>%n"
                .formatted(LABEL, y, BAR, HEIGHT - 4));
        svg.append("<rect x=\"%d\" y=\"%d\" width=\"%.0f\" height=\"%d\" fill=\"%s\"/>%n"
                .formatted(LABEL, y, width, HEIGHT - 4, colour));
        text(LABEL - 8, y + HEIGHT - 7, "end", line.side());
        String figures = Figures.number(2, line.ofLimit()) + " · " + Figures.number(0, line.perSecond()) + "/s";
        text(LABEL + BAR + 8, y + HEIGHT - 7, "start", figures);
        y += HEIGHT;
    }

    private void text(int x, int baseline, String anchor, String words) {
        svg.append("<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" fill=\"#222222\">%s</text>%n"
                .formatted(x, baseline, anchor, words.replace("&", "&amp;").replace("<", "&lt;")));
    }
}
