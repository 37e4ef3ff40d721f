using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Ceremony.Core.Desk;

namespace Ceremony.Foresight;

/// <summary>
/// Makes up a text that matches a pattern: the pattern is read from left to right, and each of its parts adds what fits it. Whatever comes of it is matched against
/// the pattern, so that a construct which is not understood leads to no text rather than to a wrong one.
/// </summary>
internal sealed class PatternSample
{
    private const int MostTries = 12;
    private const int UsualLength = 6;
    private const int MostRepeats = 300;
    private const int MostParts = 10_000;
    private const string Usual = "abcdefghijkmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static readonly string Others = string.Concat(Enumerable.Range(0x20, 0x2e0).Select(each => (char)each).Where(each => !char.IsControl(each)));
    private readonly string _pattern;
    private readonly bool _isShort;
    private readonly StringBuilder _text = new();
    private uint _random;
    private int _at;
    private int _parts;

    private PatternSample(string pattern, uint seed, bool isShort)
    {
        _pattern = pattern;
        _random = seed;
        _isShort = isShort;
    }

    /// <summary>A text that matches; null where none could be made up.</summary>
    /// <param name="pattern">The pattern, as <see cref="Patterns"/> takes it.</param>
    /// <param name="longest">The longest text, in UTF-16 code units.</param>
    /// <param name="variant">Another number gives another text, where the pattern leaves a choice.</param>
    public static string? Of(string pattern, int longest, int variant)
    {
        for (int again = 0; again < MostTries; again++)
        {
            var sample = new PatternSample(pattern, (uint)((variant * 7919) + again + 1), isShort: again % 2 == 1);
            if (sample.TryMake() && sample._text.ToString() is { Length: > 0 } text && text.Length <= longest && Patterns.Matches(pattern, text))
            {
                return text;
            }
        }

        return null;
    }

    private bool TryMake()
    {
        try
        {
            Alternatives(isTaken: true);
            return _at == _pattern.Length;
        }
        catch (Exception unread) when (unread is FormatException or IndexOutOfRangeException or ArgumentException or OverflowException)
        {
            return false;
        }
    }

    // One of the branches adds to the text; the others are only read.
    private void Alternatives(bool isTaken)
    {
        int chosen = isTaken ? Next(Branches()) : -1;
        for (int branch = 0; ; branch++)
        {
            Sequence(branch == chosen);
            if (_at >= _pattern.Length || _pattern[_at] != '|')
            {
                return;
            }

            _at++;
        }
    }

    private void Sequence(bool isTaken)
    {
        while (_at < _pattern.Length && _pattern[_at] is not ('|' or ')'))
        {
            int from = _at;
            SkipAtom();
            string atom = _pattern[from.._at];
            (int least, int most) = Quantifier();
            int after = _at;
            int count = isTaken ? Times(atom, least, most) : 0;
            for (int time = 0; time < count; time++)
            {
                Add(atom, from);
            }

            _at = after;
        }
    }

    private void Add(string atom, int from)
    {
        if (++_parts > MostParts)
        {
            throw new FormatException("what matches is too long");
        }

        switch (atom[0])
        {
            case '(':
                _at = from + GroupHead(atom);
                Alternatives(isTaken: true);
                break;
            case '^' or '$':
            case '\\' when atom[1] is 'A' or 'z' or 'Z':
                break;
            case '[' or '.' or '\\':
                _text.Append(OneOf(atom));
                break;
            default:
                _text.Append(atom);
                break;
        }
    }

    private int Times(string atom, int least, int most)
    {
        int usual = atom[0] is '[' or '.' or '\\' ? UsualLength : 1;
        return Math.Min(_isShort ? least : Math.Clamp(usual, least, most), MostRepeats);
    }

    // Whether a character is in a class is left to those who match the pattern later. There is nothing to go back to in one character, so the engine that is quickly made ready will do.
    private char OneOf(string atom)
    {
        var one = new Regex($@"\A(?:{atom})\z", RegexOptions.CultureInvariant);
        char[] usual = [.. Usual.Where(each => one.IsMatch(each.ToString()))];
        char[] fitting = usual.Length > 0 ? usual : [.. Others.Where(each => one.IsMatch(each.ToString())).Take(Usual.Length)];
        return fitting.Length > 0 ? fitting[Next(fitting.Length)] : throw new FormatException($"nothing fits {atom}");
    }

    private void SkipAtom()
    {
        switch (_pattern[_at])
        {
            case '\\':
                _at += _pattern[_at + 1] is 'p' or 'P' ? _pattern.IndexOf('}', _at) - _at + 1 : 2;
                break;
            case '[':
                SkipClass();
                break;
            case '(':
                _at += GroupHead(_pattern[_at..]);
                Alternatives(isTaken: false);
                _at++;
                break;
            default:
                _at += char.IsHighSurrogate(_pattern[_at]) ? 2 : 1;
                break;
        }
    }

    // A closing bracket that comes first, and one that is escaped, belong to the class; so does a class that is taken away from it.
    private void SkipClass()
    {
        _at += _pattern[_at + 1] == '^' ? 2 : 1;
        for (bool isFirst = true; isFirst || _pattern[_at] != ']'; isFirst = false)
        {
            if (_pattern[_at] == '[' && _pattern[_at - 1] == '-')
            {
                SkipClass();
            }
            else
            {
                _at += _pattern[_at] == '\\' ? 2 : 1;
            }
        }

        _at++;
    }

    private static int GroupHead(string group) => group switch
    {
        ['(', '?', ':', ..] => 3,
        ['(', '?', '<', ..] => group.IndexOf('>', StringComparison.Ordinal) + 1,
        ['(', '?', ..] => throw new FormatException("such a group is not understood"),
        _ => 1,
    };

    private (int Least, int Most) Quantifier()
    {
        if (_at >= _pattern.Length)
        {
            return (1, 1);
        }

        (int, int) range = (1, 1);
        switch (_pattern[_at])
        {
            case '?':
                range = (0, 1);
                break;
            case '*':
                range = (0, int.MaxValue);
                break;
            case '+':
                range = (1, int.MaxValue);
                break;
            case '{' when char.IsAsciiDigit(_pattern[_at + 1]):
                int end = _pattern.IndexOf('}', _at);
                string[] bounds = _pattern[(_at + 1)..end].Split(',');
                int least = Number(bounds[0]);
                range = (least, bounds.Length == 1 ? least : bounds[1].Length == 0 ? int.MaxValue : Number(bounds[1]));
                _at = end;
                break;
            default:
                return range;
        }

        _at++;
        _at += _at < _pattern.Length && _pattern[_at] == '?' ? 1 : 0;
        return range;
    }

    private static int Number(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    private int Branches()
    {
        int back = _at;
        int branches = 1;
        for (Sequence(isTaken: false); _at < _pattern.Length && _pattern[_at] == '|'; Sequence(isTaken: false))
        {
            branches++;
            _at++;
        }

        _at = back;
        return branches;
    }

    // Numbers that look drawn at random and are the same in every run.
    private int Next(int below)
    {
        _random = (_random * 1664525) + 1013904223;
        return (int)((_random >> 8) % (uint)below);
    }
}
