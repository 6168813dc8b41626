package org.studentmanagement.schema.fingerprint;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** A row of a table by its primary key, the values as PostgreSQL writes them. */
@RegisterForReflection
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonPropertyOrder({"hash", "key"})
record KeyedHash(long hash, List<String> key) {}
