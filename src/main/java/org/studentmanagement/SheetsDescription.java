package org.studentmanagement;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** Names the files in the API's description, of exports and of imports. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = 1)
public class SheetsDescription implements OASFilter {
    @Override
    public void filterOpenAPI(OpenAPI api) {
        Schema form = api.getComponents().getSchemas().get("ImportForm");
        Sheets.ALL.forEach(sheet -> form.addProperty(
                sheet.name(),
                OASFactory.createSchema()
                        .addType(Schema.SchemaType.STRING)
                        .format("binary")
                        .description("Of the role " + String.join(" or ", sheet.writers()))));
        form.addProperty(
                Sheets.ARCHIVE.name(),
                OASFactory.createSchema()
                        .addType(Schema.SchemaType.STRING)
                        .format("binary")
                        .description("Of the role admin, by itself: a ZIP of the CSV files of OneRoster 1.2"));
    }

    @Override
    public Parameter filterParameter(Parameter parameter) {
        if (parameter.getName().equals("file") && parameter.getIn() == Parameter.In.PATH) {
            parameter
                    .getSchema()
                    .setEnumeration(Sheets.ALL.stream()
                            .<Object>map(sheet -> sheet.name() + ".csv")
                            .toList());
        }
        return parameter;
    }
}
