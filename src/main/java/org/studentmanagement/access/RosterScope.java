package org.studentmanagement.access;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a token of other school software may do, in the scopes of OneRoster 1.2, which are URLs. They stand where a role
 * stands, and allow nothing that a role allows. An operator and a client may write the last part alone.
 */
public final class RosterScope {
    private static final String FULL = "https://purl.imsglobal.org/spec/or/v1p2/scope/";

    public static final String CORE = FULL + "roster-core.readonly";
    public static final String ROSTER = FULL + "roster.readonly";
    public static final String DEMOGRAPHICS = FULL + "roster-demographics.readonly";

    public static final String GRADEBOOK_CORE = FULL + "gradebook-core.readonly";
    public static final String GRADEBOOK = FULL + "gradebook.readonly";
    public static final String GRADEBOOK_WRITE = FULL + "gradebook.createput";
    public static final String GRADEBOOK_POST = FULL + "gradebook.createpost";
    public static final String GRADEBOOK_DELETE = FULL + "gradebook.delete";
    public static final String ASSESSMENT = FULL + "assessment.readonly";
    public static final String ASSESSMENT_WRITE = FULL + "assessment.createput";
    public static final String ASSESSMENT_DELETE = FULL + "assessment.delete";

    public static final String RESOURCE_CORE = FULL + "resource-core.readonly";
    public static final String RESOURCE = FULL + "resource.readonly";

    /** What a client can be given, and what each may do. */
    public static final Map<String, String> GRANTABLE;

    static {
        Map<String, String> scopes = new LinkedHashMap<>();
        scopes.put(CORE, "OneRoster: lists and single records");
        scopes.put(ROSTER, "OneRoster: those, and who belongs to what");
        scopes.put(DEMOGRAPHICS, "OneRoster: dates of birth");
        scopes.put(GRADEBOOK_CORE, "OneRoster: tests and published marks, in lists and single records");
        scopes.put(GRADEBOOK, "OneRoster: those, and which belong to what");
        scopes.put(GRADEBOOK_WRITE, "OneRoster: stores and changes tests and marks, and reads drafts, too");
        scopes.put(GRADEBOOK_POST, "OneRoster: the same, but only many at once");
        scopes.put(GRADEBOOK_DELETE, "OneRoster: deletes tests and marks");
        scopes.put(ASSESSMENT, "OneRoster: assessments outside of classes, and their results");
        scopes.put(ASSESSMENT_WRITE, "OneRoster: stores and changes these");
        scopes.put(ASSESSMENT_DELETE, "OneRoster: deletes these");
        scopes.put(RESOURCE_CORE, "OneRoster: study material, in lists and single records");
        scopes.put(RESOURCE, "OneRoster: those, and for whom they are");
        GRANTABLE = Collections.unmodifiableMap(scopes);
    }

    private RosterScope() {}

    /** Whether a token can be given it, as a role or as a scope. */
    static boolean isRoleOrScope(String word) {
        return Role.GRANTABLE.containsKey(word) || GRANTABLE.containsKey(word);
    }

    /** Of the full or the short form; anything else as it is. */
    public static String full(String scope) {
        return GRANTABLE.containsKey(FULL + scope) ? FULL + scope : scope;
    }

    /** As an operator writes it; anything else as it is. */
    public static String shortened(String scope) {
        return scope.startsWith(FULL) ? scope.substring(FULL.length()) : scope;
    }

    /** All that can be given, as an operator writes them. */
    public static String listed() {
        return GRANTABLE.keySet().stream().map(RosterScope::shortened).collect(Collectors.joining(", "));
    }

    /** Among the roles of a client, which are small letters: so the release before takes it for a role that it does not know. */
    public static String stored(String scope) {
        return shortened(scope).replaceAll("[^a-z]", "");
    }

    public static Optional<String> ofStored(String word) {
        return GRANTABLE.keySet().stream()
                .filter(scope -> stored(scope).equals(word))
                .findFirst();
    }
}
