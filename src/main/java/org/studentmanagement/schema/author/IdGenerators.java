package org.studentmanagement.schema.author;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.relational.Database;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.boot.model.relational.internal.SqlStringGenerationContextImpl;
import org.hibernate.generator.Generator;
import org.hibernate.id.enhanced.SequenceStyleGenerator;
import org.hibernate.mapping.GeneratorSettings;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.RootClass;

/** From which sequences entities draw their ids before they store them: no schema tells. */
record IdGenerators(Metadata metadata) {
    private record Settings(Database database) implements GeneratorSettings {
        @Override
        public String getDefaultCatalog() {
            return null;
        }

        @Override
        public String getDefaultSchema() {
            return null;
        }

        @Override
        public SqlStringGenerationContext getSqlStringGenerationContext() {
            return SqlStringGenerationContextImpl.fromExplicit(database.getJdbcEnvironment(), database, null, null);
        }
    }

    /** The sequences by the paths of the columns, all as PostgreSQL has them, without quotes. */
    Map<String, String> byColumn() {
        Map<String, String> draws = new HashMap<>();
        for (PersistentClass entity : metadata.getEntityBindings()) {
            if (entity instanceof RootClass root && generator(root) instanceof SequenceStyleGenerator generator) {
                generator.registerExportables(metadata.getDatabase());
                var structure = generator.getDatabaseStructure();
                String column = name(Identifier.toIdentifier(
                        root.getIdentifier().getColumns().get(0).getQuotedName()));
                if (structure.isPhysicalSequence()) {
                    root.getIdentityTables()
                            .forEach(table -> draws.put(
                                    name(table.getNameIdentifier()) + "." + column,
                                    name(structure.getPhysicalName().getObjectName())));
                }
            }
        }
        return draws;
    }

    private Generator generator(RootClass root) {
        Database database = metadata.getDatabase();
        return root.getIdentifier()
                .createGenerator(database.getDialect(), root, root.getIdentifierProperty(), new Settings(database));
    }

    private static String name(Identifier identifier) {
        return identifier.isQuoted()
                ? identifier.getText()
                : identifier.getText().toLowerCase(Locale.ROOT);
    }
}
