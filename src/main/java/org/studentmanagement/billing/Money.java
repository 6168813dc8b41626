package org.studentmanagement.billing;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * An amount in the currency of the school, with two decimals. In JSON it is a string, since what reads a number as a binary
 * fraction would add up something else than was paid.
 */
@JacksonAnnotationsInside
@JsonFormat(shape = JsonFormat.Shape.STRING)
@JsonDeserialize(using = Money.Reader.class)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@interface Money {
    /** Of what a caller sends: as many digits as {@code numeric(12, 2)} has. */
    String SENT = "(?:0|[1-9][0-9]{0,9})(?:\\.[0-9]{1,2})?";

    /** Of what is told, which may be a difference. */
    String TOLD = "-?[0-9]+\\.[0-9]{2}";

    String EXAMPLE = "1200.00";

    /** Of the member that says in which currency amounts are. */
    String CURRENCY = "Of the amounts, by its code of ISO 4217: the setting currency";

    /** Takes {@link #SENT} and nothing else. */
    class Reader extends StdScalarDeserializer<BigDecimal> {
        private static final long serialVersionUID = 1L;

        private static final Pattern AMOUNT = Pattern.compile(SENT);

        Reader() {
            super(BigDecimal.class);
        }

        @Override
        public BigDecimal deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)
                    || !AMOUNT.matcher(parser.getText()).matches()) {
                throw InvalidFormatException.from(
                        parser,
                        "no amount: must be an amount in a string, like \"1200.00\", of at most 10 digits and two decimals",
                        parser.getText(),
                        String.class);
            }
            return new BigDecimal(parser.getText()).setScale(2);
        }
    }
}
