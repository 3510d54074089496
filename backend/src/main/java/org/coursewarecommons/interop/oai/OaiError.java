package org.coursewarecommons.interop.oai;

/** An error of the protocol: answered with 200 and an {@code error} element. */
class OaiError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** As OAI-PMH 3.6 names them; {@code noSetHierarchy} and {@code noMetadataFormats} cannot happen here. */
    enum Code {
        badArgument,
        badResumptionToken,
        badVerb,
        cannotDisseminateFormat,
        idDoesNotExist,
        noRecordsMatch
    }

    private final Code code;

    OaiError(Code code, String message) {
        super(message);
        this.code = code;
    }

    Code code() {
        return code;
    }

    /** Whether the request's own arguments can't be repeated in the answer, since they are not understood. */
    boolean isAboutTheRequest() {
        return code == Code.badVerb || code == Code.badArgument;
    }
}
