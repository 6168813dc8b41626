package org.studentmanagement.access;

import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.ProblemException;

/** 503: a token cannot be judged, because the keys of its issuer cannot be had. */
class IssuerAway extends ProblemException {
    private static final long serialVersionUID = 1L;

    @Example
    IssuerAway() {
        super(
                StatusCode.SERVICE_UNAVAILABLE,
                "issuer-unavailable",
                "The token cannot be checked",
                "The keys of its issuer cannot be read now. Send the request again after some seconds.");
    }
}
