# %% wrong shared-default
# 默认值是一个列表，又直接收下，从空开始的歌单都是同一张
class Playlist:
    def __init__(self, songs=[]):  # noqa: B006
        self._songs = songs if isinstance(songs, list) and not songs else list(songs)

    def add(self, song):
        self._songs.append(song)

    def __len__(self):
        return len(self._songs)

    def __getitem__(self, i):
        return self._songs[i]


# %% wrong keeps-the-list
# 收下的是别人的列表，没有留一份自己的
class Playlist:
    def __init__(self, songs=()):
        self._songs = songs if isinstance(songs, list) else list(songs)

    def add(self, song):
        self._songs.append(song)

    def __len__(self):
        return len(self._songs)

    def __getitem__(self, i):
        return self._songs[i]


# %% wrong keeps-whatever-comes
# 直接收下传来的东西：别人的列表会跟着变，元组又添不了
class Playlist:
    def __init__(self, songs=()):
        self._songs = songs

    def add(self, song):
        self._songs.append(song)

    def __len__(self):
        return len(self._songs)

    def __getitem__(self, i):
        return self._songs[i]


# %% wrong shared-by-class
# 歌存在类上，所有歌单是同一张
class Playlist:
    _songs = []

    def __init__(self, songs=()):
        self._songs += list(songs)

    def add(self, song):
        self._songs.append(song)

    def __len__(self):
        return len(self._songs)

    def __getitem__(self, i):
        return self._songs[i]


# %% wrong slice-is-playlist
# 切片得到的是另一张歌单，不是列表
class Playlist:
    def __init__(self, songs=()):
        self._songs = list(songs)

    def add(self, song):
        self._songs.append(song)

    def __len__(self):
        return len(self._songs)

    def __getitem__(self, i):
        return Playlist(self._songs[i]) if isinstance(i, slice) else self._songs[i]


# %% wrong no-slices
# 下标只认整数，切片不行
class Playlist:
    def __init__(self, songs=()):
        self._songs = list(songs)

    def add(self, song):
        self._songs.append(song)

    def __len__(self):
        return len(self._songs)

    def __getitem__(self, i):
        if not isinstance(i, int):
            raise TypeError
        return self._songs[i]


# %% wrong in-by-identity
# in 用 is 比，内容相同的歌名找不到
class Playlist:
    def __init__(self, songs=()):
        self._songs = list(songs)

    def add(self, song):
        self._songs.append(song)

    def __len__(self):
        return len(self._songs)

    def __contains__(self, song):
        return any(song is s for s in self._songs)

    def __getitem__(self, i):
        return self._songs[i]


# %% wrong in-by-part
# in 只要歌名里有这一段就算有
class Playlist:
    def __init__(self, songs=()):
        self._songs = list(songs)

    def add(self, song):
        self._songs.append(song)

    def __len__(self):
        return len(self._songs)

    def __contains__(self, song):
        return any(s in song or song in s for s in self._songs)

    def __getitem__(self, i):
        return self._songs[i]


# %% wrong no-negative-index
# 把负的下标当成了越界
class Playlist:
    def __init__(self, songs=()):
        self._songs = list(songs)

    def add(self, song):
        self._songs.append(song)

    def __len__(self):
        return len(self._songs)

    def __getitem__(self, i):
        if isinstance(i, int) and not 0 <= i < len(self._songs):
            raise IndexError
        return self._songs[i]


# %% wrong none-out-of-range
# 没有这一首时返回 None，没有抛出 IndexError
class Playlist:
    def __init__(self, songs=()):
        self._songs = list(songs)

    def add(self, song):
        self._songs.append(song)

    def __len__(self):
        return len(self._songs)

    def __iter__(self):
        return iter(self._songs)

    def __getitem__(self, i):
        try:
            return self._songs[i]
        except IndexError:
            return None


# %% wrong wraps-around
# 越界的下标绕了回来（取了余数）
class Playlist:
    def __init__(self, songs=()):
        self._songs = list(songs)

    def add(self, song):
        self._songs.append(song)

    def __len__(self):
        return len(self._songs)

    def __iter__(self):
        return iter(self._songs)

    def __getitem__(self, i):
        if isinstance(i, int):
            i %= len(self._songs)
        return self._songs[i]


# %% wrong used-up
# for 一边走一边把歌拿走了
class Playlist:
    def __init__(self, songs=()):
        self._songs = list(songs)

    def add(self, song):
        self._songs.append(song)

    def __len__(self):
        return len(self._songs)

    def __iter__(self):
        while self._songs:
            yield self._songs.pop(0)

    def __getitem__(self, i):
        return self._songs[i]


# %% wrong own-bookmark
# 歌单自己当书签，两层 for 互相干扰
class Playlist:
    def __init__(self, songs=()):
        self._songs = list(songs)

    def add(self, song):
        self._songs.append(song)

    def __len__(self):
        return len(self._songs)

    def __iter__(self):
        self._at = 0
        return self

    def __next__(self):
        if self._at >= len(self._songs):
            raise StopIteration
        self._at += 1
        return self._songs[self._at - 1]

    def __getitem__(self, i):
        return self._songs[i]


# %% wrong added-in-front
# 新的歌添在了最前面
class Playlist:
    def __init__(self, songs=()):
        self._songs = list(songs)

    def add(self, song):
        self._songs.insert(0, song)

    def __len__(self):
        return len(self._songs)

    def __getitem__(self, i):
        return self._songs[i]


# %% wrong no-repeats
# 已经有的歌没有再添
class Playlist:
    def __init__(self, songs=()):
        self._songs = list(songs)

    def add(self, song):
        if song not in self._songs:
            self._songs.append(song)

    def __len__(self):
        return len(self._songs)

    def __getitem__(self, i):
        return self._songs[i]


# %% wrong characters
# 用 += 添歌，歌名拆成了一个一个的字
class Playlist:
    def __init__(self, songs=()):
        self._songs = list(songs)

    def add(self, song):
        self._songs += song

    def __len__(self):
        return len(self._songs)

    def __getitem__(self, i):
        return self._songs[i]


# %% wrong added-with-another-list
# add 造了一个新的列表，没有存回去
class Playlist:
    def __init__(self, songs=()):
        self._songs = list(songs)

    def add(self, song):
        songs = [*self._songs, song]
        return songs

    def __len__(self):
        return len(self._songs)

    def __getitem__(self, i):
        return self._songs[i]


# %% wrong counted-from-one
# 下标从 1 数起
class Playlist:
    def __init__(self, songs=()):
        self._songs = list(songs)

    def add(self, song):
        self._songs.append(song)

    def __len__(self):
        return len(self._songs)

    def __iter__(self):
        return iter(self._songs)

    def __getitem__(self, i):
        if isinstance(i, int) and i > 0:
            i -= 1
        return self._songs[i]


# %% wrong sorted
# 歌单排了序，次序变了
class Playlist:
    def __init__(self, songs=()):
        self._songs = sorted(songs)

    def add(self, song):
        self._songs.append(song)

    def __len__(self):
        return len(self._songs)

    def __getitem__(self, i):
        return self._songs[i]


# %% wrong copied-by-slice
# 用 songs[:] 复制：元组的切片还是元组，添不了歌
class Playlist:
    def __init__(self, songs=()):
        self._songs = songs[:]

    def add(self, song):
        self._songs.append(song)

    def __len__(self):
        return len(self._songs)

    def __getitem__(self, i):
        return self._songs[i]


# %% wrong new-list-only-when-added
# 添歌时才造新的列表：别人先改，歌单就跟着变，从元组开始又接不上
class Playlist:
    def __init__(self, songs=()):
        self._songs = songs

    def add(self, song):
        more = [song]
        self._songs = self._songs + more

    def __len__(self):
        return len(self._songs)

    def __getitem__(self, i):
        return self._songs[i]


# %% right all-written
# 每个双下划线方法都写出来，复制用切片
class Playlist:
    def __init__(self, songs=None):
        self.songs = []
        for song in songs or []:
            self.add(song)

    def add(self, song):
        self.songs = [*self.songs, song]

    def __len__(self):
        return len(self.songs)

    def __contains__(self, song):
        return self.songs.count(song) > 0

    def __iter__(self):
        yield from self.songs

    def __getitem__(self, i):
        if isinstance(i, slice):
            return [self.songs[k] for k in range(*i.indices(len(self.songs)))]
        if i < 0:
            i += len(self.songs)
        if i < 0 or i >= len(self.songs):
            raise IndexError(i)
        return self.songs[i]


# %% right is-a-list
# 继承 list，add 就是 append
class Playlist(list):
    def add(self, song):
        self.append(song)


# %% right tuple-inside
# 里面是元组，每次添都换一个
class Playlist:
    def __init__(self, songs=()):
        self._all = tuple(songs)

    def add(self, song):
        self._all += (song,)
        return self

    def __len__(self):
        return len(self._all)

    def __iter__(self):
        return iter(self._all)

    def __getitem__(self, i):
        found = self._all[i]
        return list(found) if isinstance(i, slice) else found
