package org.studentmanagement.schema.author;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A checkout without any revision. */
public final class EmptyCheckout {
    private EmptyCheckout() {}

    public static Checkout in(Path folder) throws IOException {
        Checkout checkout = new Checkout(folder);
        Files.createDirectories(checkout.changelog().getParent());
        Files.writeString(checkout.changelog(), "databaseChangeLog:\n");
        return checkout;
    }
}
