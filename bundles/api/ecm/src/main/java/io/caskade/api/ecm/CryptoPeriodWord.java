package io.caskade.api.ecm;

/**
 * CP_CW_combination (TS 103 197, 5.4.3).
 *
 * @param cpNumber 0..65535; its parity is that of the key slot
 */
public record CryptoPeriodWord(int cpNumber, ControlWord word) {}
