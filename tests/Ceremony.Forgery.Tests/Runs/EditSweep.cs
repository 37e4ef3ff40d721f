using Ceremony.Core.Judging;
using Ceremony.Engine.Tests.Fakes;
using Ceremony.Engine.Tests.Run;
using Ceremony.Forgery.Tests.Forging;

namespace Ceremony.Forgery.Tests.Runs;

/// <summary>Makes random edits between two runs of the first half of the bootstrap, and counts what comes of each.</summary>
internal sealed class EditSweep : IDisposable
{
    // A resume judges first of all. Of the edits that the judge refuses only some are resumed, to see that the program does as the judge says.
    private const int ResumedOfRefused = 20;

    // Every so many an edited journal is aborted too.
    private const int Aborted = 10;

    // The first screen of the officers' own CA; from there on killed after so many writes: with an approval, in the middle of cards, at the end of officers.
    private static readonly int[] Kills = [68, 125, 165];

    private readonly List<LeftCeremony> _left = [.. Kills.Select(writes => LeftCeremony.Killed(Bootstrap.Stage(), "The key is made", writes))];

    /// <summary>How often it came to what, by its words.</summary>
    public SortedDictionary<string, int> Counts { get; } = new(StringComparer.Ordinal);

    /// <summary>The edits that were gone on with, each with what came of it.</summary>
    public List<string> Unprotected { get; } = [];

    /// <summary>How many edited journals were aborted.</summary>
    public int Aborts { get; private set; }

    /// <summary>
    /// Edits that were gone on with although an agreement or a deed was in them that never was, or after which something was done, or which could not be aborted; none, if all is well.
    /// </summary>
    public List<string> Broken { get; } = [];

    /// <summary>The lengths of the journals.</summary>
    public IReadOnlyList<int> Lengths => [.. _left.Select(left => left.Forger().Lines.Count)];

    /// <summary>Makes one edit.</summary>
    public void Try(int seed)
    {
        LeftCeremony left = _left[seed % _left.Count];
        var edits = new RandomEdits(seed);
        Forger forger = left.Forger();
        string edit = edits.Edit(forger);
        byte[] forged = forger.Chain(edits.HasOneKey ? [left.Keys[0]] : []);
        if (forged.AsSpan().SequenceEqual(left.Journal))
        {
            Count("no change");
            return;
        }

        if (seed % Aborted == 0)
        {
            Abort(left, forged, $"{seed} {edit}");
        }

        if (left.Unproven(forged) is { } finding)
        {
            Count($"refused by the program: {finding.Check}");
            if (seed % ResumedOfRefused != 0)
            {
                return;
            }
        }

        Resume(left, forged, $"{seed} {edit}");
    }

    public void Dispose() => _left.ForEach(left => left.Dispose());

    private void Resume(LeftCeremony left, byte[] forged, string edit)
    {
        bool isUnproven = left.Unproven(forged) is not null;
        Resumption resumption = left.Resume(forged);
        if (isUnproven && resumption.Came != WhatCame.RefusedByTheProgram)
        {
            Broken.Add($"{edit}: the program goes on from what is not proven");
        }

        if (resumption.WasActedOn && resumption.Came != WhatCame.WentOn)
        {
            Broken.Add($"{edit}: something was done");
        }

        switch (resumption.Came)
        {
            case WhatCame.RefusedByTheProgram when !isUnproven:
                Count("refused by the program: it does not open the journal");
                break;
            case WhatCame.RefusedByTheSheet:
                Count("refused by the sheet");
                break;
            case WhatCame.LeftToTheOfficers:
                Count("left to the officers");
                break;
            case WhatCame.WentOn:
                WentOn(Difference.Between(left.Journal, forged), edit);
                break;
        }
    }

    private void Abort(LeftCeremony left, byte[] forged, string edit)
    {
        Aborts++;
        if (left.Abort(forged) is { } trouble)
        {
            Broken.Add($"{edit}: it is not aborted: {trouble}");
        }
    }

    private void WentOn(Difference difference, string edit)
    {
        if (difference.Invented.Count > 0)
        {
            Broken.Add($"{edit}: {Core.Json.CanonicalJson.WriteText(difference.Invented[0])}");
        }

        string what = difference switch
        {
            { IsCutOff: true } => "unprotected: the end cut off",
            { Kinds.Count: 0 } => "unprotected: times",
            _ => $"unprotected: {string.Join(" and ", difference.Kinds)}",
        };
        Count(what);
        Unprotected.Add($"{what}: {edit}");
    }

    private void Count(string what) => Counts[what] = Counts.GetValueOrDefault(what) + 1;
}
