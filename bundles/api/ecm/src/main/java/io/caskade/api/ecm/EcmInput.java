package io.caskade.api.ecm;

import io.caskade.api.base.AccessCriteria;
import java.util.List;

/**
 * Everything an ECM depends on besides key and padding.
 *
 * @param cpNumber 0..65535
 * @param words in the order of the CW_provision
 * @param issuedAt ECM time in seconds since 1970-01-01 UTC; the issuer's, never backwards
 */
public record EcmInput(
    int cpNumber, List<CryptoPeriodWord> words, AccessCriteria accessCriteria, long issuedAt) {}
