package io.caskade.api.ecm;

/**
 * One profile service.
 *
 * @param state {@code serving}, {@code standby} or {@code rejected}
 * @param detail why it was rejected, empty otherwise
 */
public record InstalledProfile(
    String name, String version, long bundleId, boolean pinned, String state, String detail) {}
