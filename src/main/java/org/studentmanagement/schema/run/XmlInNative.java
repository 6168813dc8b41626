package org.studentmanagement.schema.run;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.io.OutputStream;
import java.util.List;
import liquibase.parser.core.xml.XMLChangeLogSAXParser;
import liquibase.serializer.core.xml.XMLChangeLogSerializer;
import liquibase.util.xml.DefaultXmlWriter;
import org.w3c.dom.Document;

/**
 * The changelog is YAML. Liquibase makes its parser and its serializer of XML all the same, with what the JDK has to parse,
 * validate and transform it; a native executable leaves that out.
 */
final class XmlInNative {
    private static final String REFUSAL = "This executable reads and writes changelogs of YAML alone.";

    private XmlInNative() {}

    @TargetClass(XMLChangeLogSAXParser.class)
    static final class Parser {
        @Substitute
        Parser() {
            // asks for no factory of parsers
        }
    }

    @TargetClass(XMLChangeLogSerializer.class)
    static final class Serializer {
        @Substitute
        Serializer() {
            // makes no document
        }

        @Substitute
        public void write(List<?> children, OutputStream out) {
            throw new UnsupportedOperationException(REFUSAL);
        }
    }

    @TargetClass(DefaultXmlWriter.class)
    static final class Writer {
        @Substitute
        public void write(Document document, OutputStream out) {
            throw new UnsupportedOperationException(REFUSAL);
        }
    }
}
