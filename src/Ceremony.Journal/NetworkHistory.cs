using Ceremony.Core.Actions;
using Ceremony.Journal.Entries;

namespace Ceremony.Journal;

/// <summary>
/// What the lines tell of the air gap: which interfaces are up, and each time that it was recorded as open, with a reason, until no interface is up but those that the script names. An opening is confirmed where
/// officers allowed it word for word, and the exception stands a second time behind their approval.
/// </summary>
public sealed class NetworkHistory
{
    /// <summary>What the exception says that should be.</summary>
    public const string Expected = "no network interface is up";

    private readonly IReadOnlySet<string> _named;
    private readonly IReadOnlyList<AirGapOpening> _openings;

    private NetworkHistory(IReadOnlySet<string> named, IReadOnlyList<string> up, IReadOnlyList<AirGapOpening> openings) => (_named, Up, _openings) = (named, up, openings);

    /// <summary>The interfaces that are up as the last line tells that says so.</summary>
    public IReadOnlyList<string> Up { get; }

    /// <summary>Of these, those that the script does not name.</summary>
    public IReadOnlyList<string> Unnamed => [.. Up.Where(name => !_named.Contains(name))];

    /// <summary>Each opening on record, the first one first.</summary>
    public IReadOnlyList<AirGapOpening> Openings => _openings;

    /// <summary>The one that has not ended; null where there is none.</summary>
    public AirGapOpening? Current => _openings is [.., { Ended: null } last] ? last : null;

    /// <summary>Whether whatever is up is named by the script or stands in an opening that has not ended.</summary>
    public bool IsRecorded => Current is { } current ? Unnamed.All(current.Up.Contains) : Unnamed.Count == 0;

    /// <summary>Whether the officers have confirmed that opening, or there is none to confirm.</summary>
    public bool IsConfirmed => IsRecorded && Current is null or { Confirmed: not null };

    /// <summary>What the lines tell.</summary>
    public static NetworkHistory Of(IReadOnlyList<JournalLine> lines) => LineFold.Of<Fold>(lines).Now();

    /// <summary>What the exception says that is instead.</summary>
    public static string Happened(IEnumerable<string> up) => $"up: {string.Join(", ", up)}";

    private sealed class Fold : LineFold
    {
        private readonly HashSet<string> _named = new(StringComparer.Ordinal);
        private readonly List<AirGapOpening> _openings = [];
        private readonly Dictionary<long, AllowException> _proposed = [];
        private IReadOnlyList<string> _up = [];
        private AllowException? _approved;

        public override IReadOnlyList<Type>? About { get; } = [typeof(Opened), typeof(NetworkChanged), typeof(Proposed), typeof(Approved), typeof(ExceptionDecided)];

        public NetworkHistory Now() => new(_named, _up, [.. _openings]);

        public override void Take(JournalLine line)
        {
            switch (line.Entry)
            {
                case Opened opened:
                    _named.UnionWith(opened.InterfacesUp);
                    break;
                case NetworkChanged network:
                    _up = network.Up;
                    End(Now().Unnamed.Count == 0 ? line : null);
                    break;
                case Proposed { Actions: [AllowException { Expected: Expected } allowed] }:
                    _proposed[line.Seq] = allowed;
                    break;
                case Approved approved:
                    _approved = _proposed.GetValueOrDefault(approved.Proposal);
                    break;
                case ExceptionDecided { Expected: Expected } exception:
                    Decide(line, exception);
                    break;
            }
        }

        private void Decide(JournalLine line, ExceptionDecided exception)
        {
            NetworkHistory now = Now();
            if (now.Current is { } current && exception.Happened == Happened(current.Up) && _approved == new AllowException(exception.Expected, exception.Happened, exception.Decided) && exception.Decided == current.Reason)
            {
                _openings[^1] = current with { Confirmed = line };
            }
            else if (now.Unnamed is { Count: > 0 } up && exception.Happened == Happened(up) && !string.IsNullOrWhiteSpace(exception.Decided))
            {
                End(line);
                _openings.Add(new AirGapOpening(line, up, exception.Decided));
            }

            _approved = null;
        }

        private void End(JournalLine? line)
        {
            if (line is not null && Now().Current is { } current)
            {
                _openings[^1] = current with { Ended = line };
            }
        }
    }
}
