package io.breakwater.node.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.breakwater.node.cli.DemoProcess.Node;
import io.breakwater.protocol.accounts.v1.AccountServiceGrpc;
import io.breakwater.protocol.accounts.v1.GetAccountRequest;
import io.breakwater.protocol.accounts.v1.GetAccountResponse;
import io.breakwater.protocol.defaults.v1.DefaultsServiceGrpc;
import io.breakwater.protocol.defaults.v1.Episode;
import io.breakwater.protocol.defaults.v1.GetDefaultRequest;
import io.breakwater.protocol.defaults.v1.Layer;
import io.breakwater.protocol.defaults.v1.LayerDraw;
import io.breakwater.protocol.defaults.v1.Victim;
import io.breakwater.protocol.house.v1.HouseServiceGrpc;
import io.breakwater.protocol.house.v1.LocateAccountRequest;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the nodes of a demo show over their API. */
final class HouseFigures {

    private static final Duration LONGEST = Duration.ofMinutes(4);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final DemoProcess demo;

    HouseFigures(DemoProcess demo) {
        this.demo = demo;
    }

    /** Waits until a default has drawn this layer, and no longer. */
    void awaitDrawn(long episode, Layer layer) {
        await(layer + " of default " + episode)
                .pollDelay(Duration.ZERO)
                .pollInterval(LOOK)
                .atMost(LONGEST)
                .until(() -> !demo.isAlive() || hasDrawn(episode, layer));
        assertThat(demo.isAlive()).as("the demo goes on").isTrue();
    }

    private boolean hasDrawn(long episode, Layer layer) throws IOException {
        try {
            return demo.nodes().size() > 0
                    && episode(episode).getLadderList().stream().anyMatch(draw -> draw.getLayer() == layer);
        } catch (StatusRuntimeException notYet) {
            return false;
        }
    }

    /** An account of the same key shares the shard of an episode: where entities live depends on their keys alone. */
    Node ownerOf(long episode) throws IOException {
        String peer = demo.ask(
                        HouseServiceGrpc::newBlockingStub,
                        stub -> stub.locateAccount(LocateAccountRequest.newBuilder()
                                .setAccount(Long.toString(episode))
                                .build()))
                .getNode();
        return demo.nodes().stream()
                .filter(node -> node.peer().equals(peer))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no node of the demo at " + peer));
    }

    GetAccountResponse account(String id) throws IOException {
        return demo.ask(
                AccountServiceGrpc::newBlockingStub,
                stub -> stub.getAccount(
                        GetAccountRequest.newBuilder().setAccount(id).build()));
    }

    /** The ladder of a default, as lines of text. */
    List<String> ladder(long number) throws IOException {
        Episode episode = episode(number);
        List<String> lines = new ArrayList<>();
        lines.add(Ladders.heading(
                episode.getMember(),
                episode.getLoss().getValue().getValue(),
                episode.getUncovered().getValue().getValue()));
        for (LayerDraw draw : episode.getLadderList()) {
            SortedMap<String, String> payers = new TreeMap<>();
            draw.getPayersList()
                    .forEach(payer -> payers.put(
                            payer.getId(), payer.getAmount().getValue().getValue()));
            String name = draw.getLayer().name().substring("LAYER_".length());
            Ladders.layer(name, draw.getDrawn().getValue().getValue(), payers).ifPresent(lines::add);
        }
        return lines;
    }

    /** Whose lots a layer of a default closed. */
    List<Victim> victims(long episode, Layer layer) throws IOException {
        return episode(episode).getLadderList().stream()
                .filter(draw -> draw.getLayer() == layer)
                .flatMap(draw -> draw.getVictimsList().stream())
                .toList();
    }

    private Episode episode(long number) throws IOException {
        return demo.ask(
                        DefaultsServiceGrpc::newBlockingStub,
                        stub -> stub.getDefault(GetDefaultRequest.newBuilder()
                                .setEpisode(number)
                                .build()))
                .getEpisode();
    }
}
