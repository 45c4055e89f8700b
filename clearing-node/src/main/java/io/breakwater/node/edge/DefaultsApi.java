package io.breakwater.node.edge;

import io.breakwater.protocol.common.v1.JournalPosition;
import io.breakwater.protocol.defaults.v1.DefaultSummary;
import io.breakwater.protocol.defaults.v1.DefaultsServiceGrpc;
import io.breakwater.protocol.defaults.v1.Episode;
import io.breakwater.protocol.defaults.v1.EpisodePhase;
import io.breakwater.protocol.defaults.v1.GetDefaultRequest;
import io.breakwater.protocol.defaults.v1.GetDefaultResponse;
import io.breakwater.protocol.defaults.v1.ListDefaultsRequest;
import io.breakwater.protocol.defaults.v1.ListDefaultsResponse;
import io.breakwater.protocol.defaults.v1.ListDeleveragingsRequest;
import io.breakwater.protocol.defaults.v1.ListDeleveragingsResponse;
import io.breakwater.protocol.defaults.v1.WatchDefaultRequest;
import io.breakwater.protocol.defaults.v1.WatchDefaultResponse;
import io.breakwater.waterfall.episode.EpisodeReply;
import io.breakwater.waterfall.house.DefaultCase;
import io.breakwater.waterfall.house.HouseReply;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code DefaultsService}: reads the house and its episodes, never changes them. */
public final class DefaultsApi extends DefaultsServiceGrpc.DefaultsServiceImplBase {

    private final EpisodeReads episodes;
    private final EpisodeViews views;
    private final Deleveragings deleveragings;

    public DefaultsApi(Entities entities, ServiceView service, AccountDirectory directory) {
        this.episodes = new EpisodeReads(entities);
        this.views = new EpisodeViews(service);
        this.deleveragings = new Deleveragings(episodes, service, directory);
    }

    @Override
    public void listDefaults(ListDefaultsRequest request, StreamObserver<ListDefaultsResponse> caller) {
        Unary.answer(caller, () -> episodes.house(Caller.current()).thenApply(DefaultsApi::list));
    }

    @Override
    public void getDefault(GetDefaultRequest request, StreamObserver<GetDefaultResponse> caller) {
        Unary.answer(caller, () -> {
            Caller current = Caller.current();
            return read(current, Fields.counted("episode", request.getEpisode()))
                    .thenApply(episode ->
                            GetDefaultResponse.newBuilder().setEpisode(episode).build());
        });
    }

    @Override
    public void watchDefault(WatchDefaultRequest request, StreamObserver<WatchDefaultResponse> caller) {
        Watch.answer(caller, stream -> {
            Caller current = Caller.current();
            long number = Fields.counted("episode", request.getEpisode());
            Watch.Watched<Episode, WatchDefaultResponse> watched = new Watch.Watched<>(
                    reader -> read(reader, number),
                    Episode::getPosition,
                    DefaultsApi::told,
                    episode -> episode.getPhase() == EpisodePhase.EPISODE_PHASE_CLOSED);
            JournalPosition none = Fields.position(DefaultCase.episode(number), 0);
            JournalPosition seen = Watch.seen(request.hasResumeFrom(), request.getResumeFrom(), none);
            return new Watch<>(stream, watched, seen, current, Watch.Pace.USUAL);
        });
    }

    private static WatchDefaultResponse told(Optional<Episode> episode, JournalPosition position) {
        WatchDefaultResponse.Builder response =
                WatchDefaultResponse.newBuilder().setPosition(position);
        episode.ifPresent(response::setEpisode);
        return response.build();
    }

    @Override
    public void listDeleveragings(ListDeleveragingsRequest request, StreamObserver<ListDeleveragingsResponse> caller) {
        Unary.answer(caller, () -> deleveragings.list(Caller.current(), request));
    }

    private CompletionStage<Episode> read(Caller caller, long number) {
        return episodes.read(caller, number).thenCompose((EpisodeReply.View view) -> views.wire(caller, view));
    }

    private static ListDefaultsResponse list(HouseReply.View house) {
        ListDefaultsResponse.Builder response = ListDefaultsResponse.newBuilder();
        house.defaults()
                .forEach(one -> response.addDefaults(DefaultSummary.newBuilder()
                        .setEpisode(one.episode())
                        .setMember(one.member().orElse(""))
                        .setDeclaredTime(Calendars.wire(one.declared()))
                        .setClosed(one.closed())));
        return response.build();
    }
}
