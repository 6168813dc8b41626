package org.studentmanagement.deployment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.xml.sax.SAXException;

/** What the pom says about the project. */
final class Project {
    private Project() {}

    /** @param element a child of the root: {@code version}, {@code name}, {@code description} */
    static String says(String element) throws IOException {
        try {
            var pom = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(Path.of("pom.xml").toFile());
            return XPathFactory.newDefaultInstance().newXPath().evaluate("/project/" + element, pom);
        } catch (ParserConfigurationException | SAXException | XPathExpressionException e) {
            throw new IOException(e);
        }
    }

    /** The version in lower case, as names in Kubernetes are. */
    static String imageTag() throws IOException {
        return says("version").toLowerCase(Locale.ROOT);
    }
}
