package io.breakwater.node.process;

import io.breakwater.protocol.common.v1.AccountClass;
import io.breakwater.protocol.house.v1.HouseServiceGrpc;
import io.breakwater.protocol.house.v1.LocateAccountRequest;
import io.breakwater.protocol.house.v1.OpenAccountRequest;
import io.breakwater.protocol.house.v1.SetServiceTermsRequest;
import io.breakwater.protocol.house.v1.SettlementCurrency;
import java.util.concurrent.TimeUnit;

/** What an operator does through a node's API. */
public final class House {

    private static final int PATIENCE_SECONDS = 20;

    private House() {}

    /** Sets the terms of a house that settles in US dollars, calls nobody, and has one bank, {@code main}. */
    public static void setTerms(NodeProcess node) {
        operator(node)
                .setServiceTerms(SetServiceTermsRequest.newBuilder()
                        .setCurrency(
                                SettlementCurrency.newBuilder().setCode("USD").setDecimals(2))
                        .addBanks("main")
                        .build());
    }

    /** Opens an account of a member's client in US dollars. */
    public static void openAccount(NodeProcess node, String account, String member) {
        operator(node)
                .openAccount(OpenAccountRequest.newBuilder()
                        .setAccount(account)
                        .setMember(member)
                        .setAccountClass(AccountClass.ACCOUNT_CLASS_CLIENT)
                        .setCurrencyCode("USD")
                        .build());
    }

    /** The node on which an account lives, by the address its peers use. */
    public static String nodeOf(NodeProcess node, String account) {
        return operator(node)
                .locateAccount(
                        LocateAccountRequest.newBuilder().setAccount(account).build())
                .getNode();
    }

    private static HouseServiceGrpc.HouseServiceBlockingStub operator(NodeProcess node) {
        return Requests.as("operator/test", HouseServiceGrpc.newBlockingStub(node.channel()))
                .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
