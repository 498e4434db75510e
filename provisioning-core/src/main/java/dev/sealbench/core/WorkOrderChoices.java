package dev.sealbench.core;

import java.util.List;

/// What a work order can be opened for: nothing else would be accepted.
///
/// @param customers by name; those without a device class are left out
public record WorkOrderChoices(List<OfCustomer> customers) {

    /// Copies the list.
    public WorkOrderChoices {
        customers = List.copyOf(customers);
    }

    /// A customer with its device classes.
    public record OfCustomer(Customer customer, List<OfDeviceClass> deviceClasses) {

        /// Copies the list.
        public OfCustomer {
            deviceClasses = List.copyOf(deviceClasses);
        }
    }

    /// A device class with the releases for it that are not blocked, newest first; there may be none.
    public record OfDeviceClass(CustomerLock lock, List<FirmwareRelease> releases) {

        /// Copies the list.
        public OfDeviceClass {
            releases = List.copyOf(releases);
        }
    }
}
