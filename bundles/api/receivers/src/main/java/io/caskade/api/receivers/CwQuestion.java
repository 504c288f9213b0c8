package io.caskade.api.receivers;

import io.caskade.api.ecm.EcmDatagram;

/**
 * An ECM that a client wants opened.
 *
 * @param caSystemId as the client claims, or that of the port
 * @param provider as the client claims; 0 means any
 * @param serviceId as the client claims; nothing is decided by it
 * @param hops how many levels of clients it passed before this one; 0 when the protocol tells none
 */
public record CwQuestion(int caSystemId, int provider, int serviceId, int hops, EcmDatagram ecm) {}
