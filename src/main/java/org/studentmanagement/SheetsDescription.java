package org.studentmanagement;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** Names the files in the API's description. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = 1)
public class SheetsDescription implements OASFilter {
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
