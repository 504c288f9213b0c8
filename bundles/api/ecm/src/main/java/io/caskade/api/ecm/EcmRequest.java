package io.caskade.api.ecm;

import io.caskade.api.base.AccessCriteria;
import io.caskade.api.base.SuperCasId;
import java.util.List;

/**
 * What a CW_provision asks for. The words stay the caller's, who destroys them after the call.
 *
 * @param cpNumber 0..65535, the crypto period of the ECM
 * @param words in the order of the message
 */
public record EcmRequest(
    SuperCasId superCasId,
    int cpNumber,
    List<CryptoPeriodWord> words,
    AccessCriteria accessCriteria) {}
