package org.studentmanagement.schema.record;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.studentmanagement.terminal.Refused;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A file of the changelog, as YAML. What is wrong in it is told in one sentence, with the file and the line. */
final class ChangelogYaml {
    private static final String ROOT = "databaseChangeLog";
    private static final Pattern UNMERGED = Pattern.compile("[<>|]{7} .*|={7}");

    private final String file;
    private final Node root;

    private ChangelogYaml(String file, String text) {
        this.file = file;
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (UNMERGED.matcher(lines.get(i)).matches()) {
                throw fault(
                        i + 1,
                        "a merge is not resolved: keep what is right between the marks that git left, and remove them.");
            }
        }
        try {
            root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            String context = e.getContext() == null ? "" : e.getContext() + ", ";
            throw fault(
                    e.getProblemMark().getLine() + 1,
                    "this is not YAML: %s%s.".formatted(context, e.getProblem().split("[.]? [(]")[0]));
        } catch (YAMLException e) {
            throw fault(1, "this is not YAML: %s.".formatted(e.getMessage()));
        }
    }

    /** None where there is no such file. */
    static Optional<ChangelogYaml> read(Changelog.Source source, String file) {
        try (InputStream yaml = source.open(file)) {
            return yaml == null
                    ? Optional.empty()
                    : Optional.of(new ChangelogYaml(file, new String(yaml.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Node> entries() {
        if (root == null) {
            throw fault(1, "the file is empty: begin it with %s:".formatted(ROOT));
        }
        Node list = mapping(root, Set.of(ROOT)).get(ROOT);
        if (list == null) {
            throw fault(root, "%s: is missing.".formatted(ROOT));
        }
        return isNull(list) ? List.of() : sequence(list);
    }

    Refused withoutEntries() {
        return fault(root, "there is nothing in the list.");
    }

    List<Node> sequence(Node node) {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        throw fault(node, "a list belongs here, whose items begin with a hyphen.");
    }

    /** The values of a mapping, which is empty where nothing is written. */
    Map<String, Node> mapping(Node node, Set<String> known) {
        Map<String, Node> values = new LinkedHashMap<>();
        if (isNull(node)) {
            return values;
        }
        if (!(node instanceof MappingNode mapping)) {
            throw fault(node, "there should be a key with a value here: %s.".formatted(choice(known)));
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String key = text(tuple.getKeyNode());
            if (!known.contains(key)) {
                throw fault(tuple.getKeyNode(), "%s is not known here: %s.".formatted(key, choice(alike(key, known))));
            }
            if (values.put(key, tuple.getValueNode()) != null) {
                throw fault(tuple.getKeyNode(), "a second %s: is written here: keep one of the two.".formatted(key));
            }
        }
        return values;
    }

    /** The text of a value; blank where there is none. */
    String text(Node node) {
        if (node == null || isNull(node)) {
            return "";
        }
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue().strip();
        }
        throw fault(node, "a single value belongs here.");
    }

    static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    Refused fault(Node at, String sentence) {
        return fault(line(at), sentence);
    }

    private Refused fault(int line, String sentence) {
        return Refused.usage("%s, line %d: %s", file, line, sentence);
    }

    static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    /** Whatever begins with as many of the same letters as any does. */
    private static Set<String> alike(String key, Set<String> known) {
        return IntStream.rangeClosed(0, key.length())
                .mapToObj(cut -> key.length() - cut)
                .map(length -> known.stream()
                        .filter(name -> name.regionMatches(true, 0, key, 0, length))
                        .collect(Collectors.toSet()))
                .filter(alike -> !alike.isEmpty())
                .findFirst()
                .orElse(known);
    }

    private static String choice(Set<String> known) {
        return "write " + (known.size() == 1 ? "" : "one of ") + String.join(", ", new TreeSet<>(known));
    }
}
