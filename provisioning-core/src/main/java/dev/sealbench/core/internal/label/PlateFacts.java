package dev.sealbench.core.internal.label;

import dev.sealbench.core.Gtin;
import dev.sealbench.core.SerialNumber;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

/// What the rating plate says. All of it is public; all of it is checked when it is laid out.
///
/// Immutable.
///
/// @param maker name and contact
/// @param product designation and ratings
/// @param serial printed with its hyphens
/// @param gtin article number
/// @param made day of manufacture (UTC); the text shows year and month
/// @param securityUpdatesUntil last month of security updates (CRA Art. 13(19))
/// @param policyAddress where to report a weakness, without `https://`
public record PlateFacts(
        Maker maker,
        Product product,
        SerialNumber serial,
        Gtin gtin,
        LocalDate made,
        YearMonth securityUpdatesUntil,
        String policyAddress) {

    /// What the product is.
    ///
    /// @param model designation by which it is sold, at most 20 characters (OCPP)
    /// @param kind for example `EV charging station`
    /// @param ratings 1 to 8 lines
    public record Product(String model, String kind, List<Rating> ratings) {

        /// Copies the list.
        public Product {
            ratings = List.copyOf(ratings);
        }
    }
}
