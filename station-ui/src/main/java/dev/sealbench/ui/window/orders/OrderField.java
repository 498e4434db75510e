package dev.sealbench.ui.window.orders;

/// What is entered for a work order. The captions are `orders.field.NAME`.
public enum OrderField {
    NUMBER,
    CUSTOMER,
    DEVICE_CLASS,
    RELEASE,
    QUANTITY,
    GTIN,
    PREFIX,
    FIRST,
    LAST,
    START,
    DUE,
    CSMS,
    PROFILE,
    IDENTITY,
    FEATURE_YEARS,
    SECURITY_YEARS,
    RETENTION,
    RETENTION_DAYS,
    PLATE,
    ACCESS,
    RECOVERY
}
