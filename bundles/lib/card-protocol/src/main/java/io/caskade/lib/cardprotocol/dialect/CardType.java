package io.caskade.lib.cardprotocol.dialect;

import java.util.OptionalInt;

/**
 * Answer to {@link CardTag#CARD_TYPE}.
 *
 * @param version of the command set, 0..255; 64 in the field
 * @param caSystemId 0..0xFFFF
 * @param maturity 0..255, where the card tells it
 * @param addressRecords how many addresses {@link CardTag#HOST} will list, where the card tells it
 */
public record CardType(
    int version, int caSystemId, OptionalInt maturity, OptionalInt addressRecords) {}
