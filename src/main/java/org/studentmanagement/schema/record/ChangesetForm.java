package org.studentmanagement.schema.record;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.studentmanagement.terminal.Refused;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The form of a changeset's file, as far as Liquibase would leave out what it does not know, or say it in words of its own. It
 * is looked at without Liquibase, which takes half a second to start.
 */
public final class ChangesetForm {
    /** All that Liquibase has. */
    public static final Set<String> CHANGES = words("""
            addAutoIncrement addColumn addDefaultValue addForeignKeyConstraint addLookupTable addNotNullConstraint
            addPrimaryKey addUniqueConstraint alterSequence createIndex createProcedure createSequence createTable createView
            customChange delete dropAllForeignKeyConstraints dropColumn dropDefaultValue dropForeignKeyConstraint dropIndex
            dropNotNullConstraint dropPrimaryKey dropProcedure dropSequence dropTable dropUniqueConstraint dropView empty
            executeCommand insert loadData loadUpdateData mergeColumns modifyDataType output renameColumn renameSequence
            renameTable renameView setColumnRemarks setTableRemarks sql sqlFile stop tagDatabase update
            """);

    /** All that Liquibase has. */
    public static final Set<String> PRECONDITIONS = words("""
            and changeLogPropertyDefined changeSetExecuted columnExists customPrecondition dbms expectedQuotingStrategy
            foreignKeyConstraintExists indexExists not or preConditions primaryKeyExists rowCount runningAs sequenceExists
            sqlCheck tableExists tableIsEmpty uniqueConstraintExists viewExists
            """);

    private static final String CHANGESET = "changeSet";

    private static final Set<String> KEYS = words("""
            author changes comment context contextFilter created dbms failOnError id ignore labels logicalFilePath modifySql
            objectQuotingStrategy preConditions rollback runAlways runInTransaction runOnChange runOrder runWith
            runWithSpoolFile validCheckSum
            """);

    private static final Set<String> ON_FAILURE =
            Set.of("onFail", "onFailMessage", "onError", "onErrorMessage", "onSqlOutput");

    private static final Set<String> OF_ANOTHER = Set.of("changeSetId", "changeSetAuthor", "changeSetPath");

    private final ChangelogYaml yaml;
    private final Node id;

    private ChangesetForm(ChangelogYaml yaml, Map<String, Node> changeSet) {
        this.yaml = yaml;
        id = changeSet.get("id");
        items(changeSet.get("preConditions"), with(PRECONDITIONS, ON_FAILURE));
        items(changeSet.get("changes"), CHANGES);
        Node rollback = changeSet.get("rollback");
        if (rollback instanceof CollectionNode) {
            items(rollback, with(CHANGES, OF_ANOTHER));
        }
    }

    /** @throws Refused if there is a fault in it, or another number of changesets than one */
    static ChangesetForm of(ChangelogYaml yaml) {
        List<Node> entries = yaml.entries();
        if (entries.size() > 1) {
            throw yaml.fault(entries.get(1), "a file holds one changeset: give this one a file of its own.");
        }
        Node entry = entries.stream().findFirst().orElseThrow(yaml::withoutEntries);
        Map<String, Node> changeSet =
                yaml.mapping(yaml.mapping(entry, Set.of(CHANGESET)).getOrDefault(CHANGESET, entry), KEYS);
        for (String required : List.of("id", "author")) {
            if (yaml.text(changeSet.get(required)).isEmpty()) {
                throw yaml.fault(entry, "the changeset has no %s.".formatted(required));
            }
        }
        return new ChangesetForm(yaml, changeSet);
    }

    String id() {
        return yaml.text(id);
    }

    Refused fault(String sentence) {
        return yaml.fault(id, sentence);
    }

    /** Looks at the names in a list of things that have one each, or in their mapping, and in the lists that these hold. */
    private void items(Node list, Set<String> known) {
        if (list == null || ChangelogYaml.isNull(list)) {
            return;
        }
        List<Node> items = list instanceof MappingNode ? List.of(list) : yaml.sequence(list);
        for (Node item : items) {
            yaml.mapping(item, known).forEach((name, value) -> {
                if (PRECONDITIONS.contains(name) && value instanceof SequenceNode) {
                    items(value, PRECONDITIONS);
                }
            });
        }
    }

    private static Set<String> with(Set<String> some, Set<String> more) {
        Set<String> all = new HashSet<>(some);
        all.addAll(more);
        return all;
    }

    private static Set<String> words(String text) {
        return Set.of(text.split("\\s+"));
    }
}
