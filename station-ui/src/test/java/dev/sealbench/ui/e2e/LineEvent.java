package dev.sealbench.ui.e2e;

/// Something that passes on the line for the first time in a run; what is sent again is none.
///
/// @param side before the charger has the request, or after its answer, before the station has it
/// @param request "TpmExchange", "ApplyOrder", "Hello after Confirm"; [#BURN_DATA] for the image's data
/// @param number which one of this name, from 1; of burn data, where in what travels it ends, in thousandths
/// @param detail for people: the TPM command
record LineEvent(Side side, String request, int number, String detail) {

    /// Name of the event of each data frame of the image.
    static final String BURN_DATA = "burn data";

    /// Name of the first answer to a hello since that request was answered.
    static String helloAfter(String request) {
        return "Hello after " + request;
    }

    boolean isBurnData() {
        return request.equals(BURN_DATA);
    }
}
